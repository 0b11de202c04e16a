import { fold, IdMap } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import { isOnlyIncluded, readRestfulTechnicalProfile } from './restful-technical-profile.ts';
import { parseServiceUrl } from './service-url.ts';

/**
 * What a policy key is for. `backend`: a secret that our functions share with B2C; `client-certificate`:
 * what B2C shows our functions; `partner`: a secret that somebody else's API gave; `provider`: one
 * that an identity provider gave; `signing`, `encryption`: a key
 * that B2C makes itself; `certificate`: one for SAML.
 * @see facts policy-language 5.5, rest-contract 2.1
 */
export type PolicyKeyPurpose =
  | 'backend'
  | 'client-certificate'
  | 'partner'
  | 'provider'
  | 'signing'
  | 'encryption'
  | 'certificate';

/** A technical profile that names a policy key, and the Id of its Key element. */
export interface PolicyKeyUse {
  readonly technicalProfileId: string;
  readonly keyId: string;
}

/** A policy key that the policies name. */
export interface PolicyKey {
  readonly storageReferenceId: string;
  readonly purpose: PolicyKeyPurpose;
  readonly uses: readonly PolicyKeyUse[];
}

/**
 * Every policy key of the relying parties, in the order of their names. One that has several purposes is
 * `backend` where it is that too: a value that our functions know is theirs to make.
 * @param hosts origins of our functions; undefined: all RESTful profiles call them
 */
export function policyKeysOf(
  policies: readonly EffectivePolicy[],
  hosts: readonly string[] | undefined,
): readonly PolicyKey[] {
  const found = new IdMap<{ purposes: Set<PolicyKeyPurpose>; uses: IdMap<PolicyKeyUse> }>();
  for (const policy of policies) {
    for (const profile of policy.technicalProfiles.values()) {
      if (isOnlyIncluded(policy, profile)) continue;
      for (const { id: keyId, storageReferenceId } of profile.cryptographicKeys) {
        const key = found.get(storageReferenceId) ?? { purposes: new Set(), uses: new IdMap() };
        key.purposes.add(purposeOf({ policy, profile, keyId, hosts }));
        key.uses.set(`${profile.id} ${keyId}`, { technicalProfileId: profile.id, keyId });
        found.set(storageReferenceId, key);
      }
    }
  }
  const keys = [...found].map(([storageReferenceId, { purposes, uses }]) => {
    const purpose = precedence.find((each) => purposes.has(each)) ?? 'provider';
    return { storageReferenceId, purpose, uses: uses.values() };
  });
  return keys.sort((one, other) => (one.storageReferenceId < other.storageReferenceId ? -1 : 1));
}

const precedence: readonly PolicyKeyPurpose[] = [
  'backend',
  'client-certificate',
  'signing',
  'encryption',
  'certificate',
  'partner',
];

interface Use {
  readonly policy: EffectivePolicy;
  readonly profile: EffectiveTechnicalProfile;
  readonly keyId: string;
  readonly hosts: readonly string[] | undefined;
}

const purposeByKeyId = new Map<string, PolicyKeyPurpose>([
  ['issuer_secret', 'signing'],
  ['issuer_refresh_token_key', 'encryption'],
  ['samlmessagesigning', 'certificate'],
  ['samlassertionsigning', 'certificate'],
  ['samlassertiondecryption', 'certificate'],
  ['samlassertionencryption', 'certificate'],
  ['metadatasigning', 'certificate'],
]);

function purposeOf({ policy, profile, keyId, hosts }: Use): PolicyKeyPurpose {
  const { restful } = readRestfulTechnicalProfile(policy, profile);
  if (restful === undefined) return purposeByKeyId.get(fold(keyId)) ?? 'provider';
  const origin = parseServiceUrl(restful.serviceUrl)?.origin ?? '';
  if (hosts !== undefined && !hosts.includes(origin)) return 'partner';
  return restful.authentication.type === 'ClientCertificate' ? 'client-certificate' : 'backend';
}
