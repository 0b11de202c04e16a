import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureClientCertificate } from '../caller/client-certificate.ts';
import type { ContractRun, StartJourney } from '../caller/contract-run.ts';
import { keysFrom } from '../caller/keys.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { IdMap } from '../compiler/id-map.ts';
import { journeyContext, readSettings } from './call-profile.ts';
import type { ContractFlags } from './contract.ts';
import { readContractCases } from './contract-cases.ts';
import { type SelectedProfile, selectProfiles } from './contract-profiles.ts';
import { readLocalSettings } from './local-settings.ts';
import { readProject } from './project.ts';
import { type RelyingPartyProfiles, readRestfulProfiles } from './restful-profiles.ts';
import { requireFolders } from './usage.ts';

/** B2C's own limit. @see facts rest-contract 3.4 */
const timeoutMs = 10_000;

/** A run that only has to be made. */
export interface PreparedRun {
  readonly url: URL;
  readonly run: ContractRun;
  /** Names of cases whose profile is not tested. */
  readonly leftOut: readonly string[];
}

/** Policies or cases have faults: nothing is called. */
export class Unreadable extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('Policies or cases have faults.');
    this.diagnostics = diagnostics;
  }
}

/**
 * Reads all that calls are made of, with the keys of this machine; calls nobody.
 * @throws Unreadable where policies or cases have faults
 * @throws Error with one line to print, for what is not there
 */
export async function prepareContract(flags: ContractFlags): Promise<PreparedRun> {
  const url = readUrl(flags.url);
  requireFolders(policyFolders(flags));
  requireReportFolder(flags);
  const settings = readSettings(flags.setting ?? []);
  const relyingParties = readPolicies(flags, settings);
  const selected = select(flags, relyingParties, url);
  const runId = randomBytes(4).toString('hex');
  const known = { selected, relyingParties, settings, runId };
  const { cases, leftOut, diagnostics } = readCases(flags, known);
  if (diagnostics.length > 0) throw new Unreadable(diagnostics);
  const run = await prepareRun(flags, { selected, cases });
  return { url, run, leftOut };
}

function policyFolders({ policies }: ContractFlags): readonly string[] {
  return policies ?? ['policies'];
}

function requireReportFolder({ out = '.' }: ContractFlags): void {
  const folder = dirname(out);
  if (!existsSync(folder)) throw new Error(`There is no folder "${folder}" for the report.`);
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
