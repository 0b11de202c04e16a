import { isCalled } from './called-profiles.ts';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type {
  ClaimType,
  EffectivePolicy,
  EffectiveTechnicalProfile,
  InputClaim,
  MetadataItem,
  OutputClaim,
  TechnicalProfile,
} from './model.ts';
import { fault } from './reading-rules.ts';
import { type RestfulReader, readAuthentication } from './restful-authentication.ts';
import { RestfulMetadata } from './restful-metadata.ts';
import { parseServiceUrl, parseUnfinishedUrl } from './service-url.ts';

/** Where a RESTful technical profile puts its claims. @see facts rest-contract 1.3 */
export type SendClaimsIn = 'Body' | 'Form' | 'Header' | 'QueryString' | 'Url';

/** How B2C proves who it is. Values are StorageReferenceIds, never secrets. @see facts rest-contract 2.1 */
export type RestfulAuthentication =
  | { readonly type: 'None' }
  | { readonly type: 'Basic'; readonly username: string; readonly password: string }
  | { readonly type: 'ClientCertificate'; readonly certificate: string }
  | { readonly type: 'ApiKeyHeader'; readonly header: string; readonly key: string }
  /** A fixed token in a policy key. */
  | { readonly type: 'BearerToken'; readonly token: string }
  /** UseClaimAsBearerToken: a JWT that an earlier profile fetched; `claim` is the ClaimType's id. */
  | { readonly type: 'BearerClaim'; readonly claim: string };

/** The StorageReferenceIds of what a caller shows. */
export function credentialIds(authentication: RestfulAuthentication): string[] {
  switch (authentication.type) {
    case 'Basic':
      return [authentication.username, authentication.password];
    case 'ClientCertificate':
      return [authentication.certificate];
    case 'ApiKeyHeader':
      return [authentication.key];
    case 'BearerToken':
      return [authentication.token];
    default:
      return [];
  }
}

/** A claim as it travels: its wire name is PartnerClaimType, else the ClaimType's id. */
export interface WireClaim<Reference extends InputClaim | OutputClaim> {
  readonly wireName: string;
  readonly claimType: ClaimType;
  readonly reference: Reference;
}

/** What a technical profile with RestfulProvider says, read once for emitters, caller and emulator. */
export interface RestfulTechnicalProfile {
  readonly id: string;
  readonly technicalProfile: EffectiveTechnicalProfile;
  readonly serviceUrl: string;
  readonly method: 'GET' | 'POST';
  readonly sendClaimsIn: SendClaimsIn;
  readonly authentication: RestfulAuthentication;
  readonly claimUsedForRequestPayload?: string;
  readonly resolveJsonPathsInJsonTokens: boolean;
  readonly includeClaimResolvingInClaimsHandling: boolean;
  readonly inputClaims: readonly WireClaim<InputClaim>[];
  readonly outputClaims: readonly WireClaim<OutputClaim>[];
}

/** `restful` is absent where the profile is of another kind, is only included by others, or has errors. */
export interface RestfulReading {
  readonly restful?: RestfulTechnicalProfile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether the handler's class, without its assembly, is RestfulProvider. @see facts policy-language 5.1 */
export function isRestful({ protocol }: TechnicalProfile): boolean {
  const [handlerClass = ''] = (protocol?.handler ?? '').split(',');
  return fold(handlerClass.replace(/\s/g, '')) === 'web.tpengine.providers.restfulprovider';
}

/** A profile without ServiceUrl that others include is what they have in common, and never called. */
export function isOnlyIncluded(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): boolean {
  if (profile.metadata.some((item) => fold(item.key.trim()) === 'serviceurl')) return false;
  const id = fold(profile.id);
  return policy.technicalProfiles
    .values()
    .some((other) => other.includes.some((included) => fold(included) === id));
}

/** What is taken of policies that are not ours. */
export interface RestfulReadingOptions {
  /** A ServiceUrl whose host is yet to be filled in is only a warning. */
  readonly takesUnfinishedUrls?: boolean;
}

/** Reads a technical profile of one relying party's merged policy. @see facts rest-contract 1, 2 */
export function readRestfulTechnicalProfile(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
  { takesUnfinishedUrls = false }: RestfulReadingOptions = {},
): RestfulReading {
  if (!isRestful(profile) || isOnlyIncluded(policy, profile)) return { diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const metadata = new RestfulMetadata(profile, diagnostics);
  const inputClaims = readClaims(policy, profile.inputClaims, diagnostics);
  const outputClaims = readClaims(policy, profile.outputClaims, diagnostics);
  const reader = { policy, profile, metadata, inputClaims, diagnostics };
  const serviceUrl = readServiceUrl(reader, takesUnfinishedUrls);
  const sendClaimsIn = metadata.oneOf('SendClaimsIn', sendClaimsInValues, 'Body');
  const authentication = readAuthentication(reader);
  const options = {
    ...readPayloadClaim(reader, sendClaimsIn),
    resolveJsonPathsInJsonTokens: metadata.isTrue('ResolveJsonPathsInJsonTokens'),
    includeClaimResolvingInClaimsHandling: metadata.isTrue('IncludeClaimResolvingInClaimsHandling'),
  };
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if (hasErrors || !serviceUrl || !sendClaimsIn || !authentication) return { diagnostics };
  const method = sendClaimsIn === 'Body' || sendClaimsIn === 'Form' ? 'POST' : 'GET';
  const wire = { serviceUrl, method, sendClaimsIn, authentication } as const;
  const restful = {
    id: profile.id,
    technicalProfile: profile,
    ...wire,
    ...options,
    inputClaims,
    outputClaims,
  };
  return { restful, diagnostics };
}

const sendClaimsInValues = ['Body', 'Form', 'Header', 'QueryString', 'Url'] as const;

function readServiceUrl(
  { policy, profile, metadata, diagnostics }: RestfulReader,
  takesUnfinished: boolean,
): string | undefined {
  const item = metadata.item('ServiceUrl');
  if (item !== undefined && parseServiceUrl(item.value) !== undefined) return item.value;
  if (item !== undefined && takesUnfinished && parseUnfinishedUrl(item.value) !== undefined) {
    const message = `${shownUrl(profile, item)} has no host yet; the route is taken from its path.`;
    diagnostics.push(finding('rest-service-url', item.position, message, { severity: 'warning' }));
    return item.value;
  }
  const fault = finding('rest-service-url', (item ?? profile).position, urlMessage(profile, item));
  // What nothing calls is left over, and keeps nobody from generating the rest.
  diagnostics.push(isCalled(policy, profile.id) ? fault : { ...fault, severity: 'warning' });
  return undefined;
}

function urlMessage(profile: TechnicalProfile, item: MetadataItem | undefined): string {
  if (item === undefined) return `"${profile.id}" has no ServiceUrl.`;
  return `${shownUrl(profile, item)} is not an absolute http or https URL.`;
}

/** A URL may hold a key, and a diagnostic goes into logs: only what is before "?" is shown. */
function shownUrl({ id }: TechnicalProfile, { value }: MetadataItem): string {
  const [shown = ''] = value.split('?');
  return `The ServiceUrl "${shown}" of "${id}"`;
}

function readPayloadClaim(
  { profile, metadata, inputClaims, diagnostics }: RestfulReader,
  sendClaimsIn: SendClaimsIn | undefined,
): { claimUsedForRequestPayload?: string } {
  const item = metadata.item('ClaimUsedForRequestPayload');
  if (item === undefined) return {};
  const claimTypes = inputClaims.map((claim) => claim.claimType);
  const claimType = claimTypes.find((candidate) => fold(candidate.id) === fold(item.value));
  const ids = claimTypes.map((candidate) => candidate.id);
  if (claimType?.dataType === 'string' && sendClaimsIn === 'Body') {
    return { claimUsedForRequestPayload: claimType.id };
  }
  const fault =
    claimType === undefined ? 'is none of its InputClaims' : 'is no string sent in the Body';
  const hint = claimType === undefined ? didYouMean(item.value, ids) : '';
  const message = `"${profile.id}" sends the claim "${item.value}" as its body, which ${fault}.${hint}`;
  diagnostics.push(finding('rest-payload-claim', item.position, message));
  return {};
}

/** DefaultPartnerClaimTypes have no part in it: no protocol of theirs is REST. */
function readClaims<Reference extends InputClaim | OutputClaim>(
  policy: EffectivePolicy,
  references: readonly Reference[],
  diagnostics: Diagnostic[],
): WireClaim<Reference>[] {
  return references.flatMap((reference) => {
    const claimType = findClaimType(policy, reference, diagnostics);
    return claimType
      ? { wireName: reference.partnerClaimType || claimType.id, claimType, reference }
      : [];
  });
}

function findClaimType(
  policy: EffectivePolicy,
  { claimTypeReferenceId: id, partnerClaimType, position }: InputClaim | OutputClaim,
  diagnostics: Diagnostic[],
): ClaimType | undefined {
  const claimType = policy.claimTypes.get(id);
  if (claimType === undefined) {
    const message = `Unknown claim type "${id}".`; // resolving has searched for what may be meant
    diagnostics.push(fault('ref-unknown-claim-type', position, message));
  } else if (claimType.dataType === undefined) {
    const message = `The claim type "${claimType.id}" has no DataType.`;
    diagnostics.push(finding('claim-data-type-missing', claimType.position, message));
  } else if (claimType.id !== id && !partnerClaimType) {
    const message = `The claim "${id}" is declared as "${claimType.id}".`;
    diagnostics.push(finding('rest-wire-name-case', position, message));
  }
  return claimType;
}
