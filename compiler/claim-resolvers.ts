import { IdMap } from './id-map.ts';
import type { EffectivePolicy, OutputClaim, TechnicalProfile } from './model.ts';
import { type TechnicalProfileType, technicalProfileType } from './technical-profile-type.ts';

/** The names of the categories that have a list of them. @see facts policy-language 9 */
const listed = new IdMap<readonly string[]>([
  ['Culture', ['LanguageName', 'LCID', 'RegionName', 'RFC5646']],
  ['Policy', ['PolicyId', 'RelyingPartyTenantId', 'TenantObjectId', 'TrustFrameworkTenantId']],
  [
    'Context',
    [
      'BuildNumber',
      'CorrelationId',
      'DateTimeInUtc',
      'DeploymentMode',
      'HostName',
      'IPAddress',
      'KMSI',
    ],
  ],
  [
    'OIDC',
    [
      ...[
        'AuthenticationContextReferences',
        'ClientId',
        'DomainHint',
        'LoginHint',
        'MaxAge',
        'Nonce',
      ],
      ...['Password', 'Prompt', 'RedirectUri', 'Resource', 'Scope', 'Username'],
    ],
  ],
  [
    'SAML',
    [
      ...[
        'AuthnContextClassReferences',
        'NameIdPolicyFormat',
        'Issuer',
        'AllowCreate',
        'ForceAuthn',
      ],
      ...['ProviderName', 'RelayState', 'Subject', 'Binding'],
    ],
  ],
]);

const resolver = /\{(Culture|Policy|Context|Claim|OIDC|OAUTH-KV|SAML|oauth2):([^{}]{1,200})\}/gi;

/** Which lists of a type's claims resolve, and only with IncludeClaimResolvingInClaimsHandling. */
const resolvingLists: Readonly<Partial<Record<TechnicalProfileType, readonly ClaimList[]>>> = {
  directory: ['inputClaims', 'outputClaims'],
  oauth2: ['inputClaims', 'outputClaims'],
  openIdConnect: ['inputClaims', 'outputClaims'],
  claimsTransformation: ['inputClaims', 'outputClaims'],
  selfAsserted: ['inputClaims', 'outputClaims'],
  restful: ['inputClaims'],
  saml2: ['outputClaims'],
};

type ClaimList = 'inputClaims' | 'outputClaims';

/** A claim whose DefaultValue holds a claim resolver, where the documentation says what that needs. */
export interface ResolvingClaim {
  readonly claim: Pick<
    OutputClaim,
    'claimTypeReferenceId' | 'defaultValue' | 'alwaysUseDefaultValue' | 'position'
  >;
  readonly profile: TechnicalProfile;
  /** Absent: a profile of the relying party, which needs no metadata. */
  readonly type?: TechnicalProfileType;
}

/** The claims of a policy that resolve something. */
export function resolvingClaims(policy: EffectivePolicy): ResolvingClaim[] {
  return [...claimsOfProfiles(policy), ...claimsOfRelyingParty(policy)];
}

/** Those of technical profiles, without the relying party's own. */
export function claimsOfProfiles({ technicalProfiles }: EffectivePolicy): ResolvingClaim[] {
  return technicalProfiles.values().flatMap((profile) => {
    const type = technicalProfileType(profile);
    const lists = (type && resolvingLists[type]) ?? [];
    return lists.flatMap((list) => {
      const resolving = profile[list].filter((claim) => {
        return hasResolver(claim) && !(type === 'openIdConnect' && isCredential(claim));
      });
      return resolving.map((claim) => ({ claim, profile, ...(type && { type }) }));
    });
  });
}

/**
 * The user name and password of the resource owner password credentials grant. Policies for it set neither
 * the metadata nor AlwaysUseDefaultValue for these two, and sign users in (unconfirmed).
 */
function isCredential({ defaultValue = '' }: { readonly defaultValue?: string }): boolean {
  return /^\{OIDC:(?:Username|Password)\}$/i.test(defaultValue.trim());
}

function claimsOfRelyingParty({ relyingParty }: EffectivePolicy): ResolvingClaim[] {
  return (relyingParty?.technicalProfiles ?? []).flatMap((profile) => {
    return profile.outputClaims.filter(hasResolver).map((claim) => ({ claim, profile }));
  });
}

/** `rest-claim-resolver` is about the correlation id and the language of RESTful technical profiles. */
export function isToldByGenerating({ type, claim }: ResolvingClaim): boolean {
  const both = /^\{(context:correlationid|culture:rfc5646)\}$/i;
  return type === 'restful' && both.test(claim.defaultValue ?? '');
}

function hasResolver({ defaultValue = '' }: { readonly defaultValue?: string }): boolean {
  return defaultValue.includes(':') && defaultValue.search(resolver) >= 0;
}

/** A resolver that its category does not list, and the names that it lists. */
export interface UnknownResolver {
  readonly text: string;
  readonly name: string;
  readonly names: readonly string[];
}

/** The unknown resolvers of a text; `Claim`, `OAUTH-KV` and `oauth2` take any name. */
export function unknownResolvers(text: string): UnknownResolver[] {
  return [...text.matchAll(resolver)].flatMap(([whole, category = '', name = '']) => {
    const names = listed.get(category) ?? [];
    const isKnown =
      names.length === 0 || names.some((each) => each.toLowerCase() === name.toLowerCase());
    return isKnown ? [] : [{ text: whole, name, names }];
  });
}
