import { fold } from '../../compiler/id-map.ts';
import type { DataType, EffectivePolicy } from '../../compiler/model.ts';
import { partnerClaimTypeOf } from '../../compiler/partner-claim-type.ts';
import { technicalProfileType } from '../../compiler/technical-profile-type.ts';
import { isSignInName } from '../directory-attributes.ts';
import { extensionAttribute } from '../directory-claims.ts';
import { isIdentityFace } from '../directory-identities.ts';
import { extensionsAppIdOf } from '../extensions-app.ts';
import type { Tenant } from '../tenant.ts';

/** An attribute of the directory that the policies read or write. */
export interface KnownAttribute {
  /** As the directory has it. */
  readonly name: string;
  /** As people call it: the claim type's DisplayName. */
  readonly label: string;
  readonly dataType: DataType;
}

/** What a person has in places of their own, and what the directory makes itself. */
const others = new Set([
  ...['objectid', 'displayname', 'accountenabled', 'password', 'signinnames', 'userprincipalname'],
  ...['newclaimsprincipalcreated', 'refreshtokensvalidfromdatetime', 'passwordpolicies'],
  'authenticationsource',
]);

/** Of all policies, each once, by their names. */
export function knownAttributes({ policies }: Pick<Tenant, 'policies'>): KnownAttribute[] {
  const extensionsAppId = extensionsAppIdOf(policies);
  const found = new Map<string, KnownAttribute>();
  for (const { policy } of policies.policies()) {
    for (const each of attributesOf(policy, extensionsAppId)) {
      if (!found.has(fold(each.name))) found.set(fold(each.name), each);
    }
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function attributesOf(policy: EffectivePolicy, extensionsAppId: string | undefined) {
  const profiles = [...policy.technicalProfiles.values()].filter(
    (profile) => technicalProfileType(profile) === 'directory',
  );
  return profiles.flatMap((profile) =>
    [...profile.persistedClaims, ...profile.outputClaims].flatMap((claim): KnownAttribute[] => {
      const name = partnerClaimTypeOf(policy, profile, claim);
      if (others.has(fold(name)) || isIdentityFace(name) || isSignInName(name)) return [];
      const claimType = policy.claimTypes.get(claim.claimTypeReferenceId);
      const label = claimType?.displayName || (claimType?.id ?? name);
      const isExtension = /^extension_/i.test(name) && extensionsAppId !== undefined;
      const whole = isExtension ? extensionAttribute(name, extensionsAppId) : name;
      return [{ name: whole, label, dataType: claimType?.dataType ?? 'string' }];
    }),
  );
}
