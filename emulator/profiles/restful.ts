import { callDefaults, callProfile } from '../../caller/call.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import type { Answer } from '../../caller/send.ts';
import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../../compiler/restful-technical-profile.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { journeyContext } from '../claim-resolvers.ts';
import { placed } from '../fault-place.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { Execution, ProfileType } from '../profile-type.ts';
import { failureOf } from '../restful-messages.ts';
import {
  type TracedAnswer,
  type TracedRequest,
  tracedAnswer,
  tracedRequest,
} from '../traced-call.ts';

/** Calls the REST API for real, as B2C does. @see facts engine 2.11, rest-contract */
export const restful: ProfileType = {
  type: 'restful',
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
    grade: 'real',
    how: 'Real HTTP with all encodings, credentials, the time limit and one retry; errors reach the page or the application as B2C maps them.',
    missing: 'The circuit breaker: UserMessageIfCircuitOpen is shown where no connection is made.',
    test: 'test/emulator/profiles/restful.test.ts',
  },
  execute: call,
};

async function call(run: ProfileRun): Promise<Execution> {
  const profile = requireRestful(run);
  const { tenant, transaction, bag } = run;
  const serviceUrl = tenant.reach(profile.serviceUrl);
  const ledUrl = await tenant.faults.lead(profile.id, serviceUrl);
  let answer: Answer | undefined;
  const request = tracedRequest(run, { ...profile, serviceUrl });
  const outcome = await callProfile({
    profile: { ...profile, serviceUrl: ledUrl },
    claims: bag,
    context: journeyContext(transaction),
    keys: tenant.secrets,
    options: { ...callDefaults, ...tenant.settings.restfulCalls },
    onAnswer: (last) => {
      answer = last;
    },
  });
  const response = answer && tracedAnswer(run, profile, answer);
  traceCall(run, { request, response, outcome });
  if (outcome.outcome !== 'claims') throw failureOf(run, outcome);
  const { claims } = outcome;
  return { kind: 'claims', partnerClaim: ({ claimTypeReferenceId: id }) => claims.get(id) };
}

function requireRestful({ policy, profile }: ProfileRun): RestfulTechnicalProfile {
  const { restful: found, diagnostics } = readRestfulTechnicalProfile(policy, profile);
  if (found) return found;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  const fault = new JourneyFailed(first?.message ?? `"${profile.id}" cannot be called.`);
  throw placed(fault, first?.position ?? profile.position);
}

interface TracedCall {
  /** Undefined: nothing could be sent. */
  readonly request: TracedRequest | undefined;
  /** Undefined: nothing came back. */
  readonly response: TracedAnswer | undefined;
  readonly outcome: CallOutcome;
}

function traceCall(run: ProfileRun, { request, response, outcome }: TracedCall): void {
  const { timing } = outcome;
  const details = {
    ...(request && outcome.outcome !== 'not-sent' ? { request } : {}),
    ...(response === undefined ? {} : { response }),
    outcome: outcome.outcome,
    ...timing,
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    ...(outcome.outcome === 'claims' ? { claimsReturned: outcome.claims.keys() } : {}),
    ...('remarks' in outcome && outcome.remarks.length > 0 ? { remarks: outcome.remarks } : {}),
    ...('message' in outcome ? { message: outcome.message } : {}),
    ...('userMessage' in outcome ? { userMessage: outcome.userMessage } : {}),
  };
  const text = `${run.profile.id}: ${outcome.outcome}`;
  run.trace({ kind: 'http', phase: 'Execution', text, durationMs: timing.durationMs, details });
}
