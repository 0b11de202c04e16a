import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureClientCertificate } from '../caller/client-certificate.ts';
import {
  type ContractRun,
  type ProfileReport,
  runContract,
  type StartJourney,
} from '../caller/contract-run.ts';
import { keysFrom } from '../caller/keys.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { IdMap } from '../compiler/id-map.ts';
import { journeyContext, readSettings } from './call-profile.ts';
import type { ContractFlags } from './contract.ts';
import { readContractCases } from './contract-cases.ts';
import { formatJson } from './contract-json.ts';
import { formatJunit } from './contract-junit.ts';
import { formatPretty } from './contract-pretty.ts';
import { type SelectedProfile, selectProfiles } from './contract-profiles.ts';
import { summarize } from './contract-summary.ts';
import { readLocalSettings } from './local-settings.ts';
import { readProject } from './project.ts';
import { printDiagnostics } from './report.ts';
import { type RelyingPartyProfiles, readRestfulProfiles } from './restful-profiles.ts';

/** What became of a run; `misuse` says why nothing was called. */
export interface ContractOutcome {
  readonly exitCode: number;
  readonly misuse?: string;
}

/** B2C's own limit. @see facts rest-contract 3.4 */
const timeoutMs = 10_000;

/** Tests, reports, and says how to exit: 0 clean, 1 findings, 2 could not be done. */
export async function runContractCommand(flags: ContractFlags): Promise<ContractOutcome> {
  try {
    return await run(flags);
  } catch (error) {
    if (!(error instanceof Unreadable)) return misused(messageOf(error));
    printDiagnostics(error.diagnostics);
    return { exitCode: 2 };
  }
}

/** Policies or cases have faults: nothing is called. */
class Unreadable extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('Policies or cases have faults.');
    this.diagnostics = diagnostics;
  }
}

async function run(flags: ContractFlags): Promise<ContractOutcome> {
  const url = readUrl(flags.url);
  requireFolders([...policyFolders(flags), dirname(flags.out ?? '.')]);
  const settings = readSettings(flags.setting ?? []);
  const relyingParties = readPolicies(flags, settings);
  const selected = select(flags, relyingParties, url);
  const runId = randomBytes(4).toString('hex');
  const known = { selected, relyingParties, settings, runId };
  const { cases, leftOut, diagnostics } = readCases(flags, known);
  if (diagnostics.length > 0) throw new Unreadable(diagnostics);
  if (flags.profile === undefined) sayLeftOut(leftOut);
  const reports = await runContract(await prepareRun(flags, { selected, cases }));
  print(flags, reports, url);
  return { exitCode: summarize(reports).errors > 0 ? 1 : 0 };
}

function policyFolders({ policies }: ContractFlags): readonly string[] {
  return policies ?? ['policies'];
}

function requireFolders(folders: readonly string[]): void {
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new Error(`There is no folder "${missing}".`);
}

function readPolicies(
  flags: ContractFlags,
  settings: Readonly<Record<string, string>>,
): readonly RelyingPartyProfiles[] {
  const request = { folders: policyFolders(flags), environment: flags.env, settings };
  const { relyingParties, diagnostics } = readRestfulProfiles(request);
  const faults = profileFaults(relyingParties, flags.profile ?? []);
  const errors = [...diagnostics, ...faults].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Unreadable(errors);
  return relyingParties;
}

function select(
  flags: ContractFlags,
  relyingParties: readonly RelyingPartyProfiles[],
  url: URL,
): readonly SelectedProfile[] {
  const { hosts } = readProject().configuration;
  const { all: everything = false, profile: ids = [] } = flags;
  const selected = selectProfiles(relyingParties, { url, hosts, everything, ids });
  if (selected.length === 0) throw new Error(noProfiles);
  return selected;
}

/** A profile that cannot be read would otherwise be left untested without a word. */
function profileFaults(
  relyingParties: readonly RelyingPartyProfiles[],
  ids: readonly string[],
): readonly Diagnostic[] {
  const asked = new IdMap(ids.map((id) => [id, true]));
  return relyingParties.flatMap(({ faults }) => {
    return [...faults].flatMap(([id, found]) => (ids.length === 0 || asked.has(id) ? found : []));
  });
}

const noProfiles =
  'No RESTful technical profile is to be tested: give --all, --profile, or hosts in countersign.json.';

function misused(misuse: string): ContractOutcome {
  return { exitCode: 2, misuse };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Error('"--url" takes an http or https URL.');
  }
  if (url.href === `${url.origin}/`) return url;
  throw new Error(
    '"--url" takes an origin such as "https://api.example.com": paths are those of the ServiceUrls, which --setting may change.',
  );
}

interface Known {
  readonly selected: readonly SelectedProfile[];
  readonly relyingParties: readonly RelyingPartyProfiles[];
  readonly settings: Readonly<Record<string, string>>;
  readonly runId: string;
}

function readCases({ cases: file }: ContractFlags, known: Known) {
  if (file === undefined) return { cases: [], leftOut: [], diagnostics: [] };
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Error(`There is no file "${file}".`);
  }
  const given = new IdMap(Object.entries(known.settings));
  const environment = readLocalSettings();
  return readContractCases({
    ...known,
    file,
    text: readFileSync(file, 'utf8'),
    setting: (name) => given.get(name) ?? environment[name],
  });
}

/** Who names profiles knows; who does not would take these cases for tested. */
function sayLeftOut(names: readonly string[]): void {
  if (names.length === 0) return;
  const shown = names.map((name) => `"${name}"`).join(', ');
  console.error(`Left out, because their profiles are not tested (see --all): ${shown}.`);
}

async function prepareRun(
  flags: ContractFlags,
  { selected, cases }: { selected: readonly SelectedProfile[] } & Pick<ContractRun, 'cases'>,
): Promise<ContractRun> {
  const keyFolder = join(flags.data, 'keys');
  const stranger = selected.some(needsCertificate) ? await strangerIn(keyFolder) : undefined;
  return {
    profiles: selected,
    cases,
    keys: keysFrom(readLocalSettings(), keyFolder),
    startJourney: journeysOf(selected),
    canary: `cs${randomBytes(3).toString('hex')}`,
    ...(stranger === undefined ? {} : { stranger }),
    options: { timeoutMs },
    claimForm: flags.text ? 'text' : 'native',
  };
}

function needsCertificate({ profile }: SelectedProfile): boolean {
  return profile.authentication.type === 'ClientCertificate';
}

/** A certificate that no backend has pinned; it is kept, because making one takes its time. */
async function strangerIn(folder: string): Promise<string> {
  const wanted = { folder, storageReferenceId: 'countersign-contract-stranger', now: new Date() };
  const { pem } = await ensureClientCertificate(wanted);
  return pem;
}

function journeysOf(selected: readonly SelectedProfile[]): StartJourney {
  return ({ policyId, language = 'en-US', parameters }) => {
    const found = selected.find((candidate) => candidate.policyId === policyId);
    if (found === undefined) throw new Error(`There is no relying party "${policyId}".`);
    return { ...journeyContext(found.policy, language), ...(parameters ? { parameters } : {}) };
  };
}

function print(flags: ContractFlags, reports: readonly ProfileReport[], url: URL): void {
  const format = formats[flags.json ? 'json' : flags.report];
  const isColored =
    flags.out === undefined && process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const text = format(reports, { url: url.origin, isColored });
  if (flags.out === undefined) console.log(text);
  else writeFileSync(flags.out, `${text}\n`);
}

const formats = { pretty: formatPretty, junit: formatJunit, json: formatJson };
