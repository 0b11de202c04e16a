import { hasValue } from '../caller/claims-bag.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { pickInputClaims, putOutputClaims } from './claim-references.ts';
import { runTransformations } from './claims-transformations.ts';
import { placing } from './fault-place.ts';
import type { UserEvent } from './page.ts';
import type { ProfileRun } from './profile-run.ts';
import {
  type Execution,
  isPageFault,
  type PageFault,
  type PartnerClaims,
  type Phase,
  type ProfileOutcome,
  partnerClaimsOf,
  type Waiting,
} from './profile-type.ts';
import type { RelyingPartyResponse } from './response.ts';
import { restoreSession, saveSession } from './session-management.ts';
import { runValidations } from './validation.ts';

/** What the phases of one run hand on. */
interface Course {
  readonly run: ProfileRun;
  partnerClaim: PartnerClaims;
  /** A page was submitted, and nobody has judged it yet. */
  isSubmitted: boolean;
  /** An issuer's answer: it ends the journey once the session is saved. */
  response?: RelyingPartyResponse;
}

/** Undefined: the next phase is due. */
type PhaseResult = ProfileOutcome | undefined;

/**
 * The steps of every technical profile, in their order. A type says in its file which of them it
 * takes part in. @see facts engine 1.3
 */
const phases: readonly (readonly [Phase, (course: Course) => Promise<PhaseResult>])[] = [
  ['SessionRestore', async ({ run }) => (restoreSession(run) ? { kind: 'restored' } : undefined)],
  ['InputClaimsTransformations', transformInput],
  ['InputClaims', pickInput],
  ['Execution', async (course) => settle(course, await course.run.type.execute(course.run))],
  ['ValidationTechnicalProfiles', validate],
  ['OutputClaims', putOutput],
  ['OutputClaimsTransformations', transformOutput],
  ['SessionSave', async ({ run }) => saveSession(run)],
];

/**
 * Runs a technical profile from its first phase until it is done, waits, or ends the journey.
 * @throws {JourneyFailed} where a phase fails
 * @throws {TransformationFailed} where an assertion does not hold
 */
export function runTechnicalProfile(run: ProfileRun): Promise<ProfileOutcome> {
  return runPhases({ run, partnerClaim: partnerClaimsOf([]), isSubmitted: false }, 0);
}

async function runPhases(course: Course, first: number): Promise<ProfileOutcome> {
  for (const [phase, take] of phases.slice(first)) {
    if (!course.run.type.phases.includes(phase)) continue;
    const result = await takePhase(course.run, phase, () => take(course));
    if (result) return result;
  }
  const { response } = course;
  return response ? { kind: 'response', response } : { kind: 'done' };
}

async function takePhase(run: ProfileRun, phase: Phase, take: () => Promise<PhaseResult>) {
  const start = performance.now();
  const result = await placing(run.profile.position, take);
  const changes = run.bag.takeChanges();
  const durationMs = performance.now() - start;
  const details = detailsOf(run, phase);
  if (changes.length > 0 || phase === 'Execution' || details) {
    const text = result ? `${phase}: ${result.kind}` : phase;
    const { position } = run.profile;
    run.trace({ kind: 'phase', phase, text, changes, durationMs, position, ...details });
  }
  return result;
}

/** What goes to the provider, by its names there; the values are the provider's. */
function detailsOf({ inputClaims }: ProfileRun, phase: Phase) {
  if (phase !== 'InputClaims' || inputClaims.length === 0) return undefined;
  const sent = inputClaims.filter(({ value }) => hasValue(value));
  return { details: { claims: sent.map(({ partnerClaimType }) => partnerClaimType) } };
}

async function transformInput({ run }: Course): Promise<PhaseResult> {
  await runTransformations(
    run,
    'InputClaimsTransformations',
    run.profile.inputClaimsTransformations,
  );
  return undefined;
}

async function pickInput({ run }: Course): Promise<PhaseResult> {
  run.inputClaims = pickInputClaims(run);
  return undefined;
}

async function putOutput({ run, partnerClaim }: Course): Promise<PhaseResult> {
  putOutputClaims(run, partnerClaim);
  return undefined;
}

async function transformOutput({ run }: Course): Promise<PhaseResult> {
  const { outputClaimsTransformations } = run.profile;
  await runTransformations(run, 'OutputClaimsTransformations', outputClaimsTransformations);
  return undefined;
}

const indexOf = (phase: Phase) => phases.findIndex(([name]) => name === phase);

/** Turns what a type's code came to into what the phases do with it. */
async function settle(course: Course, execution: Execution): Promise<PhaseResult> {
  switch (execution.kind) {
    case 'claims':
      course.partnerClaim = execution.partnerClaim;
      return undefined;
    case 'submitted':
      course.isSubmitted = true;
      return undefined;
    case 'nothing':
      return undefined;
    case 'response':
      course.response = execution.response;
      return undefined;
    case 'page':
    case 'redirect':
      return waitFor(course, execution);
  }
}

/** After an answer that ends the waiting, the phase behind Execution is next; a submission is validated. */
function waitFor(course: Course, waiting: Waiting): ProfileOutcome {
  const resume = async (event: UserEvent): Promise<ProfileOutcome> => {
    const { position } = course.run.profile;
    const execution = await placing(position, () => waiting.resume(event));
    const result = await settle(course, execution);
    if (result) return result;
    const next = execution.kind === 'submitted' ? 'ValidationTechnicalProfiles' : 'OutputClaims';
    return runPhases(course, indexOf(next));
  };
  return { ...waiting, resume };
}

/**
 * Runs the validation technical profiles of a submitted page. Where one refuses, the page says so;
 * where all agree, the page waits until it is told to go on.
 */
async function validate(course: Course): Promise<PhaseResult> {
  const { run } = course;
  if (!course.isSubmitted) return undefined; // a page without fields is skipped
  course.isSubmitted = false;
  try {
    await runValidations(run);
  } catch (fault) {
    if (!isPageFault(fault) || !run.type.refused) throw fault;
    traceRefusal(run, fault);
    return settle(course, await run.type.refused(run, fault));
  }
  return run.type.accepted ? waitFor(course, run.type.accepted(run)) : undefined;
}

function traceRefusal(run: ProfileRun, fault: PageFault): void {
  const code = fault instanceof JourneyFailed ? fault.aadb2cCode : undefined;
  const text = `Refused: ${code === undefined ? '' : `${code}: `}${fault.message}`;
  run.trace({ kind: 'fault', phase: 'ValidationTechnicalProfiles', text });
}
