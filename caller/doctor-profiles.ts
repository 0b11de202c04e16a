import { caseExpectation } from './contract/case-expectation.ts';
import { contentType } from './contract/content-type.ts';
import { credentialsAccepted } from './contract/credentials-accepted.ts';
import { credentialsRefused } from './contract/credentials-refused.ts';
import { credentialsUnchecked } from './contract/credentials-unchecked.ts';
import { errorBodyIncomplete } from './contract/error-body-incomplete.ts';
import { malformedAccepted } from './contract/malformed-accepted.ts';
import { noAnswer } from './contract/no-answer.ts';
import { notFound } from './contract/not-found.ts';
import { redirected } from './contract/redirected.ts';
import { serverFailed } from './contract/server-failed.ts';
import { timedOut } from './contract/timed-out.ts';
import type { ContractCall } from './contract-call.ts';
import type { ContractCheck } from './contract-check.ts';
import { harmlessProbe } from './contract-probes.ts';
import { type ContractRun, type ProfileReport, runContract } from './contract-run.ts';
import { errorBodyReplaced } from './doctor/error-body-replaced.ts';

/** What the calls of a profile are judged by; `countersign contract` judges by more, with more calls. */
const checks: readonly ContractCheck[] = [
  noAnswer,
  timedOut,
  serverFailed,
  redirected,
  notFound,
  credentialsAccepted,
  credentialsUnchecked,
  credentialsRefused,
  malformedAccepted,
  errorBodyReplaced,
  errorBodyIncomplete,
  contentType,
  caseExpectation,
];

/** The right caller is known by a request that nobody can read: it is refused, and does nothing. */
const credentialUntested: Pick<ContractCheck, 'id' | 'why' | 'fix'> = {
  id: 'credential-untested',
  why: 'A secret of the functions that is not the one of B2C refuses every call.',
  fix: 'Give the secrets as environment variables named as the policy keys, or use --vault.',
};

/** Calls each profile without, with wrong and with right credentials, and with those cases that expect a refusal. */
export async function examineProfiles(run: ContractRun): Promise<readonly ProfileReport[]> {
  const cases = run.cases.filter(({ expected }) => expected.kind === 'refusal');
  const reports = await runContract({ ...run, cases, checks, choose });
  return reports.map(withUntested);
}

/** Each of the wrong credentials tells something else; of the right ones one call is enough. */
function choose(calls: readonly ContractCall[]): readonly ContractCall[] {
  const sendable = calls.filter(({ notSent }) => notSent === undefined);
  const right = harmlessProbe(sendable);
  return sendable.filter((call) => {
    return call === right || call.intent === 'wrong-credentials' || call.intent === 'case';
  });
}

function withUntested(report: ProfileReport): ProfileReport {
  const { profile, calls } = report;
  const isKnown = calls.some(({ name }) => !name.startsWith('credentials: '));
  if (isKnown || profile.authentication.type === 'None') return report;
  const message = 'The right credentials are not known here, so that they are taken is not tested.';
  const finding = { check: credentialUntested, severity: 'warning' as const, message };
  const untested = {
    name: 'credentials: right',
    isCase: false,
    durationMs: 0,
    findings: [finding],
  };
  return { ...report, calls: [...calls, untested] };
}
