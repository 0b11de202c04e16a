import { callDefaults, callProfile } from '../../caller/call.ts';
import { hasValue } from '../../caller/claims-bag.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../../compiler/restful-technical-profile.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { journeyContext } from '../claim-resolvers.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { Execution, ProfileType } from '../profile-type.ts';
import { failureOf } from '../restful-messages.ts';

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
  let sent: SentRequest | undefined;
  const outcome = await callProfile({
    profile: { ...profile, serviceUrl: ledUrl },
    claims: bag,
    context: journeyContext(transaction),
    keys: tenant.secrets,
    options: { ...callDefaults, ...tenant.settings.restfulCalls },
    onRequest: ({ method, headers }) => {
      sent = { method, headers: headers.map(([name]) => name) };
    },
  });
  traceCall(run, { serviceUrl, sent, outcome });
  if (outcome.outcome !== 'claims') throw failureOf(run, outcome);
  const { claims } = outcome;
  return { kind: 'claims', partnerClaim: ({ claimTypeReferenceId: id }) => claims.get(id) };
}

function requireRestful({ policy, profile }: ProfileRun): RestfulTechnicalProfile {
  const { restful: found, diagnostics } = readRestfulTechnicalProfile(policy, profile);
  if (found) return found;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  throw new JourneyFailed(first?.message ?? `"${profile.id}" cannot be called.`);
}

/** What may be told of a request: no value of it. */
interface SentRequest {
  readonly method: string;
  readonly headers: readonly string[];
}

interface TracedCall {
  readonly serviceUrl: string;
  /** Undefined: nothing was sent. */
  readonly sent: SentRequest | undefined;
  readonly outcome: CallOutcome;
}

/** Names only: values of claims are in the changes, where secrets are masked. */
function traceCall(run: ProfileRun, { serviceUrl, sent, outcome }: TracedCall): void {
  const { timing } = outcome;
  const [url = ''] = serviceUrl.split('?'); // placeholders stand for the claims of SendClaimsIn=Url
  const claimsSent = run.inputClaims.filter(({ value }) => hasValue(value));
  const details = {
    ...(sent && { method: sent.method, url, headers: sent.headers }),
    ...(sent && { claimsSent: claimsSent.map(({ partnerClaimType }) => partnerClaimType) }),
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
