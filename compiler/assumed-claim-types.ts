import type { Diagnostic } from './diagnostic.ts';
import { finding } from './generating-rules.ts';
import { IdMap } from './id-map.ts';
import { hasWholeChain } from './journey-steps.ts';
import type { ClaimType, EffectivePolicy, InputClaim, OutputClaim } from './model.ts';
import { restfulProfiles } from './restful-profiles.ts';

/**
 * Where a base policy is missing, so are its claim types. Those that RESTful technical profiles send
 * or return are taken as strings, as nearly all such claims are, and a warning says so.
 * @see facts what-policies-use
 */
export function assumeClaimTypes(
  policy: EffectivePolicy,
  diagnostics: Diagnostic[],
): EffectivePolicy {
  if (hasWholeChain(policy)) return policy;
  const claimTypes = new IdMap(policy.claimTypes);
  for (const { inputClaims, outputClaims } of restfulProfiles(policy)) {
    for (const reference of [...inputClaims, ...outputClaims]) {
      const known = claimTypes.get(reference.claimTypeReferenceId);
      if (known?.dataType) continue;
      const claimType = assumed(reference, known);
      claimTypes.set(claimType.id, claimType);
      const base = policy.chain[0]?.basePolicy?.policyId ?? '';
      const message = `The DataType of the claim "${claimType.id}" is in "${base}", which is missing: it is taken as a string.`;
      diagnostics.push(finding('claim-type-assumed', reference.position, message));
    }
  }
  return { ...policy, claimTypes };
}

function assumed(
  { claimTypeReferenceId: id, position }: InputClaim | OutputClaim,
  known: ClaimType | undefined,
): ClaimType {
  const declared = known ?? { id, position, defaultPartnerClaimTypes: [] };
  return { ...declared, dataType: 'string' };
}
