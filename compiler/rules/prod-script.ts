import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** Scripts of custom pages run in versioned page layouts. @see facts policy-language 7, 8.1 */
export const prodScript: Rule = {
  name: 'prod-script',
  severity: 'notice',
  why: 'B2C runs scripts only on pages whose DataUri has "contract" in it.',
  fix: 'Give the page a DataUri such as "urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14".',
  examples: {
    bad: `<UserJourneyBehaviors>
  <ScriptExecution>Allow</ScriptExecution>
</UserJourneyBehaviors>
<ContentDefinition Id="api.selfasserted.club">
  <LoadUri>https://pages.contoso.com/club.html</LoadUri>
  <DataUri>urn:com:microsoft:aad:b2c:elements:selfasserted:1.1.0</DataUri>
</ContentDefinition>`,
    good: `<UserJourneyBehaviors>
  <ScriptExecution>Allow</ScriptExecution>
</UserJourneyBehaviors>
<ContentDefinition Id="api.selfasserted.club">
  <LoadUri>https://pages.contoso.com/club.html</LoadUri>
  <DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri>
</ContentDefinition>`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    if (policy.relyingParty?.userJourneyBehaviors?.scriptExecution !== 'Allow') return;
    for (const definition of policy.contentDefinitions.values()) {
      const { id, loadUri = '', dataUri = '' } = definition;
      const isOwnPage = /^https?:/i.test(loadUri.trim());
      if (!isOwnPage || dataUri === '' || /:contract:/i.test(dataUri)) continue;
      report(definition, `Scripts do not run on the page of "${id}".`);
    }
  },
};
