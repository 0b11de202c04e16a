import type { ClaimsTransformationReference } from '../compiler/model.ts';
import { runTransformation } from '../compiler/run-transformation.ts';
import type { TransformationContext } from '../compiler/transformation-binding.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { claimRestriction } from './claim-restriction.ts';
import { placed, placing } from './fault-place.ts';
import { textsOf } from './localization.ts';
import { contentDefinitionOf } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Phase } from './profile-type.ts';
import type { Tenant } from './tenant.ts';

/**
 * Runs claims transformations one after another; each sees what the one before has made.
 * @throws {TransformationFailed} where an assertion does not hold
 * @see facts engine 1.3, claims-transformations 1
 */
export async function runTransformations(
  run: ProfileRun,
  phase: Phase,
  references: readonly ClaimsTransformationReference[],
): Promise<void> {
  for (const reference of references) {
    const start = performance.now();
    const transformation = run.policy.claimsTransformations.get(reference.referenceId);
    if (!transformation) throw unknownTransformation(run, reference);
    const claims = await placing(transformation.position, async () =>
      runTransformation(transformation, contextOf(run)),
    );
    for (const { claimTypeReferenceId, value } of claims) run.bag.set(claimTypeReferenceId, value);
    run.trace({
      kind: 'transformation',
      phase,
      text: `${transformation.id} (${transformation.transformationMethod})`,
      changes: run.bag.takeChanges(),
      durationMs: performance.now() - start,
      position: transformation.position,
    });
  }
}

function unknownTransformation(run: ProfileRun, reference: ClaimsTransformationReference) {
  const message = `"${run.profile.id}" refers to the claims transformation "${reference.referenceId}", which no policy declares.`;
  return placed(new JourneyFailed(message), reference.position);
}

function contextOf(run: ProfileRun): TransformationContext {
  const { bag, policy, tenant, transaction } = run;
  const { caller, profile } = run;
  const contentDefinition =
    run.metadata('ContentDefinitionReferenceId') ??
    contentDefinitionOf(run, caller?.profile ?? profile);
  const texts = textsOf(policy, contentDefinition, transaction.language);
  return {
    now: tenant.now(),
    randomBytes: tenant.randomBytes,
    policyKey: (name) => tenant.secrets(name) ?? tenant.keyStore.secret(name),
    localizedString: (elementType, stringId) => texts.find(elementType, '', stringId),
    expressions: new Map([
      ['TechnicalProfileId', run.profile.id],
      ['RelyingPartyTenantId', tenant.name],
      ['TrustFrameworkTenantId', policy.chain.at(-1)?.tenantId ?? tenant.name],
      ['AuthenticatorIssuer', displayNameOf(tenant)],
    ]),
    claim: (id) => bag.get(id),
    dataTypeOf: (id) => policy.claimTypes.get(id)?.dataType,
    restrictionOf: (id) => claimRestriction(policy, id, texts),
  };
}

/** A tenant of this machine has no name for people: it is called by its domain. */
function displayNameOf({ name }: Tenant): string {
  return name.split('.', 1)[0] ?? name;
}
