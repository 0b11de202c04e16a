import { callDefaults, callProfile } from '../../caller/call.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../../compiler/restful-technical-profile.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { journeyContext } from '../claim-resolvers.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { Execution, ProfileType } from '../profile-type.ts';

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
    test: 'test/emulator/profiles/restful.test.ts',
  },
  execute: call,
};

async function call(run: ProfileRun): Promise<Execution> {
  const profile = requireRestful(run);
  const { tenant, transaction, bag } = run;
  const serviceUrl = tenant.reach(profile.serviceUrl);
  const outcome = await callProfile({
    profile: { ...profile, serviceUrl },
    claims: bag,
    context: journeyContext(transaction),
    keys: tenant.secrets,
    options: { ...callDefaults, ...tenant.settings.restfulCalls },
  });
  traceCall(run, serviceUrl, outcome);
  if (outcome.outcome !== 'claims') throw failureOf(outcome);
  const { claims } = outcome;
  return { kind: 'claims', partnerClaim: ({ claimTypeReferenceId: id }) => claims.get(id) };
}

function requireRestful({ policy, profile }: ProfileRun): RestfulTechnicalProfile {
  const { restful: found, diagnostics } = readRestfulTechnicalProfile(policy, profile);
  if (found) return found;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  throw new JourneyFailed(first?.message ?? `"${profile.id}" cannot be called.`);
}

function traceCall(run: ProfileRun, serviceUrl: string, outcome: CallOutcome): void {
  const { timing } = outcome;
  const [url = ''] = serviceUrl.split('?');
  const details = {
    url,
    claimsSent: run.inputClaims.map(({ partnerClaimType }) => partnerClaimType),
    outcome: outcome.outcome,
    ...timing,
    ...('message' in outcome ? { message: outcome.message } : {}),
    ...('userMessage' in outcome ? { userMessage: outcome.userMessage } : {}),
  };
  const text = `${run.profile.id}: ${outcome.outcome}`;
  run.trace({ kind: 'http', phase: 'Execution', text, durationMs: timing.durationMs, details });
}

type Failure = Exclude<CallOutcome, { readonly outcome: 'claims' }>;

/** On a page its text is shown, at a step the application gets its code. @see facts engine 2.11 */
function failureOf(outcome: Failure): JourneyFailed {
  const aadb2cCode = 'aadb2cCode' in outcome ? outcome.aadb2cCode : undefined;
  const { atStep, onPage } = outcome.shown;
  const description = atStep.description.replace(/^AADB2C\d+: /, '');
  return new JourneyFailed(description, { aadb2cCode, userMessage: onPage });
}
