import { metadataItem } from '../metadata-value.ts';
import { isRestful } from '../restful-technical-profile.ts';
import type { Rule } from '../rule.ts';
import { runningProfiles } from '../validation-flow.ts';

/** A bearer token is fetched before it is sent. @see facts rest-contract 2.3 */
export const restBearerNotProduced: Rule = {
  name: 'rest-bearer-not-produced',
  severity: 'warning',
  why: 'B2C stops with AADB2C90194 where the claim with the bearer token has no value.',
  fix: 'Run the technical profile that fetches the token in a step before, or earlier on the same page.',
  examples: {
    bad: `<ClaimType Id="bearerToken">
  <DisplayName>Token</DisplayName>
  <DataType>string</DataType>
</ClaimType>
<Item Key="AuthenticationType">Bearer</Item>
<Item Key="UseClaimAsBearerToken">bearerToken</Item>
<InputClaim ClaimTypeReferenceId="bearerToken" />`,
    good: `<Item Key="AuthenticationType">Bearer</Item>
<Item Key="UseClaimAsBearerToken">displayName</Item>
<InputClaim ClaimTypeReferenceId="displayName" />`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const { profile, flow, page, mayHave } of runningProfiles(policy)) {
      const item = isRestful(profile) ? metadataItem(profile, 'UseClaimAsBearerToken') : undefined;
      const claim = item?.value.trim();
      if (!item || !claim || !policy.claimTypes.has(claim) || mayHave(claim)) continue;
      const { journey, step } = flow.at;
      const where = page ? `it runs on the page of "${page.id}"` : `step ${step.order}`;
      const message = `"${profile.id}" sends "${claim}" as bearer token, which nothing sets before ${where} of "${journey.id}".`;
      report(item, message);
    }
  },
};
