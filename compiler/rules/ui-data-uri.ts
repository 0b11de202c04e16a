import { hasWholeChain } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import { isAtLeast, type PageLayout, readPageLayout } from '../page-layout.ts';
import type { Rule } from '../rule.ts';
import { type UsedContentDefinition, usedContentDefinitions } from '../used-content-definitions.ts';

/** A page that is shown has a layout that can show it. @see facts engine 4.5 */
export const uiDataUri: Rule = {
  name: 'ui-data-uri',
  severity: 'warning',
  why: 'The DataUri decides the layout and scripts of the page: without it B2C refuses the upload, and old layouts lack what newer policies need.',
  fix: 'Set a DataUri like "urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14".',
  examples: {
    bad: '<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:selfasserted:1.1.0</DataUri></ContentDefinition>',
    good: '<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri></ContentDefinition>',
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const used of usedContentDefinitions(policy)) {
      const { dataUri, dataUriPosition, position, id } = used.definition;
      const fault = dataUri === undefined ? 'has no DataUri' : faultOf(policy, used, dataUri);
      if (fault === undefined) continue;
      const place = { position: dataUriPosition ?? position };
      report(place, `The content definition "${id}" ${fault}.`);
    }
  },
};

function faultOf(policy: EffectivePolicy, used: UsedContentDefinition, dataUri: string) {
  const layout = readPageLayout(dataUri);
  if (!layout) return `has a DataUri that B2C does not know: "${dataUri}"`;
  if (!layout.isContract)
    return 'has a DataUri without "contract", which has no page layout version';
  const needed = neededVersion(policy, used, layout);
  return needed && !isAtLeast(layout, needed.version)
    ? `has a layout of version ${layout.version.join('.')}, but ${needed.by} needs ${needed.version}`
    : undefined;
}

/** Display controls need 2.0.0, those of an authenticator app 2.1.9. */
function neededVersion(
  { displayControls }: EffectivePolicy,
  { profiles }: UsedContentDefinition,
  { page }: PageLayout,
): { readonly version: string; readonly by: string } | undefined {
  if (page !== 'selfasserted') return undefined;
  const controls = profiles
    .flatMap(({ displayClaims }) => displayClaims)
    .flatMap(({ displayControlReferenceId: id }) =>
      id === undefined ? [] : [displayControls.get(id)],
    )
    .filter((control) => control !== undefined);
  const isTotp = (type: string) => /^(?:QrCode|Authenticator)/.test(type);
  const control = controls.find((each) => isTotp(each.userInterfaceControlType)) ?? controls[0];
  if (!control) return undefined;
  const version = isTotp(control.userInterfaceControlType) ? '2.1.9' : '2.0.0';
  return { version, by: `the display control "${control.id}"` };
}
