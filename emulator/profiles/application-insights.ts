import { claimToText } from '../../caller/claim-forms.ts';
import { hasValue } from '../../caller/claims-bag.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type ProfileType, partnerClaimsOf } from '../profile-type.ts';
import { isSecretClaim, masked } from '../secret-claims.ts';

/** Reports its InputClaims as an event to the tenant's local log; nothing leaves the machine. @see facts engine 2.14 */
export const applicationInsights: ProfileType = {
  type: 'applicationInsights',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'emulated',
    how: 'Events with their name and properties go to a log of the tenant; secrets are masked in it.',
    missing: 'Nothing is sent to Application Insights.',
    test: 'test/emulator/profiles/application-insights.test.ts',
  },
  execute: async (run) => {
    if (!run.isMetadataTrue('DisableTelemetry')) report(run);
    return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
  },
};

function report(run: ProfileRun): void {
  const { tenant, transaction, profile } = run;
  const name = run.input('eventName');
  if (typeof name !== 'string' || name === '') {
    const message = `"${profile.id}" has no input claim with the PartnerClaimType "eventName" and a value.`;
    throw new JourneyFailed(message);
  }
  const properties = propertiesOf(run);
  const { correlationId } = transaction;
  const at = tenant.now();
  tenant.events.add({ name, properties, technicalProfileId: profile.id, correlationId, at });
  const details = { event: name, properties: Object.keys(properties) };
  run.trace({ kind: 'http', phase: 'Execution', text: `The event "${name}" is logged.`, details });
}

/** The claims whose PartnerClaimType is `{property:Name}`, as text. */
function propertiesOf(run: ProfileRun): Record<string, string> {
  const isSecret = isSecretClaim(run.policy);
  const properties = run.inputClaims.flatMap((claim) => {
    const [, property] = /^\{property:([^{}]+)\}$/i.exec(claim.partnerClaimType.trim()) ?? [];
    const { value, dataType, claimTypeReferenceId: id } = claim;
    if (property === undefined || !hasValue(value)) return [];
    return [[property, isSecret(id) ? masked : claimToText(value, dataType, 'text')] as const];
  });
  return Object.fromEntries(properties);
}
