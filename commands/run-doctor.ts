import { existsSync } from 'node:fs';
import type { ProfileReport } from '../caller/contract-run.ts';
import { isReadable } from '../caller/doctor/not-encrypted.ts';
import { examineProfiles } from '../caller/doctor-profiles.ts';
import { examineDeployment } from '../caller/doctor-run.ts';
import { callerSecrets } from './caller-secrets.ts';
import { prepareContract } from './contract-preparation.ts';
import type { ReportSection } from './contract-summary.ts';
import type { DoctorFlags } from './doctor.ts';
import { generatedContract } from './generated-contract.ts';
import { readProject } from './project.ts';
import { type ContractOutcome, printReport, withMisuse } from './run-contract.ts';

/** Examines, reports, and says how to exit: 0 well, 1 findings, 2 could not be done. */
export function runDoctor(flags: DoctorFlags): Promise<ContractOutcome> {
  return withMisuse(() => run(flags));
}

async function run(flags: DoctorFlags): Promise<ContractOutcome> {
  const { url, run: local } = await prepareContract(flags);
  const { keys, expiring } = await callerSecrets(flags, url);
  const prepared = { ...local, keys };
  const healthKey = isReadable(url) ? undefined : keys('Health__Key');
  const contract = await contractHere();
  const { calls, note } = await examineDeployment({
    ...{ url, healthPath: healthPath(), calls: flags.calls, now: () => new Date() },
    secrets: expiring(prepared.profiles.flatMap(certificateKeys)),
    ...(healthKey === undefined ? {} : { healthKey }),
    ...(contract === undefined ? {} : { contract }),
  });
  const whole: ReportSection = { profile: { id: 'deployment' }, policyId: url.host, calls, note };
  const isThere = !calls.some(({ findings }) => findings.some(({ check }) => isEnd(check.id)));
  const profiles = isThere ? await examineProfiles(prepared) : [];
  const summary = { url: url.origin, command: 'doctor', unit: 'part' };
  return printReport(flags, [whole, ...profiles], summary);
}

/** Where no connection comes about every profile would say so again; no secret goes over one that others read. */
function isEnd(id: string): boolean {
  return ['unreachable', 'certificate-untrusted', 'not-encrypted'].includes(id);
}

function healthPath(): string {
  const { routePrefix } = readProject();
  return routePrefix === '' ? '/health' : `/${routePrefix}/health`;
}

/** What the generated code here would serve. */
async function contractHere(): Promise<string | undefined> {
  const folder = 'shared/generated';
  return existsSync(folder) ? generatedContract(folder) : undefined;
}

function certificateKeys({ profile }: Pick<ProfileReport, 'profile'>): readonly string[] {
  const { authentication } = profile;
  return authentication.type === 'ClientCertificate' ? [authentication.certificate] : [];
}
