import { fold } from '../id-map.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { type LostClaim, lostClaims } from '../validation-outputs.ts';

/**
 * What a validation technical profile returns leaves the page only as an OutputClaim of the page. Told
 * where a later step reads a claim that nothing else sets. @see facts policy-language 5.4
 */
export const vtpOutputLost: Rule = {
  name: 'vtp-output-lost',
  severity: 'warning',
  why: 'Outputs of a validation technical profile live as long as the page, so later steps and the token miss the claim.',
  fix: 'Add the claim to the OutputClaims of the page.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="passwordPolicies" />
  </OutputClaims>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />
<InputClaim ClaimTypeReferenceId="passwordPolicies" />`,
    good: `<TechnicalProfile Id="REST-Points">
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="email" />
  </OutputClaims>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />
<InputClaim ClaimTypeReferenceId="email" />`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const lost of lostClaims(policy)) report(lost.validation, sentence(policy, lost));
  },
};

function sentence({ claimTypes }: EffectivePolicy, lost: LostClaim): string {
  const { claim, validation, page, reader, journey } = lost;
  const id = claimTypes.keys().find((each) => fold(each) === claim) ?? claim;
  const who = reader === 'token' ? 'the token' : `step ${reader.order} of "${journey.id}"`;
  return `"${page.id}" does not hand on "${id}" of "${validation.referenceId}", which ${who} reads.`;
}
