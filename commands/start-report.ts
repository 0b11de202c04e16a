import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createColors } from 'picocolors';
import { globSync } from 'tinyglobby';
import type { ClaimsBag, ClaimValue } from '../caller/claims-bag.ts';
import { keysFrom } from '../caller/keys.ts';
import { curlForProfile } from '../caller/profile-curl.ts';
import { readClaim } from '../caller/read-claim.ts';
import { IdMap } from '../compiler/id-map.ts';
import {
  credentialIds,
  type RestfulTechnicalProfile,
} from '../compiler/restful-technical-profile.ts';
import type { FunctionLog } from '../emulator/function-log.ts';
import type { FunctionsRuntime } from './core-tools.ts';
import type { LocalIssuer } from './local-issuer.ts';
import type { LocalProfile } from './local-policies.ts';
import type { ProjectCache } from './project-cache.ts';
import { functionFor, listFunctions } from './registered-functions.ts';
import { sampleOf } from './sample-claims.ts';

/** What runs, as far as it is worth telling. */
export interface StartReport {
  readonly origin: string;
  readonly profiles: readonly LocalProfile[];
  readonly runtime: FunctionsRuntime;
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly keyFolder: string;
  readonly issuer: LocalIssuer | undefined;
  readonly project: string;
  readonly cache: ProjectCache;
  /** What the functions log, line by line. */
  readonly functionLog: FunctionLog;
  /** Settles once edits of the functions are live, or were refused. */
  readonly settled: () => Promise<void>;
}

const colors = createColors(process.stdout.isTTY === true && !process.env['NO_COLOR']);

/** Prints the table of profiles, a curl for each, the keys that open them, and where the emulator is. */
export async function printReport(
  report: StartReport,
  emulator: readonly string[] = [],
): Promise<void> {
  const examples = await readExamples(report);
  const lines = [
    '',
    ...table(report.profiles),
    '',
    ...report.profiles.flatMap((profile) => curlLines(report, profile, examples)),
    ...keyLines(report),
    '',
    ...stateLines(report),
    ...emulator,
    'Ready. Ctrl-C stops all of it.',
  ];
  console.log(lines.join('\n'));
}

/** The same for programs. */
export async function describeStart(report: StartReport) {
  const { origin, runtime, issuer, profiles } = report;
  const examples = await readExamples(report);
  return {
    origin: `${origin}/api`,
    host: runtime.kind,
    ...(issuer ? { issuer: issuer.origin } : {}),
    profiles: profiles.map((profile) => {
      const { id, method, serviceUrl, authentication } = profile.restful;
      const [, curl] = curlLines(report, profile, examples);
      return { id, method, url: serviceUrl, authentication: authentication.type, curl };
    }),
    keys: Object.fromEntries(keysOf(report)),
  };
}

function table(profiles: readonly LocalProfile[]): string[] {
  const rows = profiles.map(({ restful }) => [
    restful.id,
    restful.method,
    restful.serviceUrl.replace(/\?.*\{.*/s, ''),
    restful.authentication.type,
  ]);
  const all = [['TechnicalProfile', 'method', 'URL', 'authentication'], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const text = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return all.map((row, index) => (index === 0 ? colors.bold(text(row)) : text(row)));
}

function curlLines(
  { settings, keyFolder }: StartReport,
  profile: LocalProfile,
  examples: ReadonlyMap<LocalProfile, Readonly<Record<string, unknown>>>,
): string[] {
  const { restful, policyId, tokenProfile } = profile;
  const found = examples.get(profile);
  const example = found ?? samplesFor(restful);
  const curl = curlForProfile({
    profile: withExample(restful, example),
    claims: claimsOf(restful, example),
    context: { correlationId: crypto.randomUUID(), culture: 'en-US', now: new Date(), policyId },
    keys: keysFrom(settings, keyFolder),
    keyFolder,
    ...(tokenProfile ? { tokenProfile } : {}),
  });
  const heading = found ? 'answers 200' : noExample(profile);
  return [`${colors.bold(restful.id)} ${heading}:`, curl, ''];
}

/** The route's literal end is mostly the function's name. */
function noExample({ route }: LocalProfile): string {
  const name = route.replace(/\/?\{.*$/, '').replace(/^.*\//, '') || 'the-function';
  return `with sample values; ${name}.example.json beside the function would give it better ones`;
}

/** Values for the claims that the policy does not set by itself, under wire names. */
function samplesFor({ inputClaims }: RestfulTechnicalProfile): Readonly<Record<string, unknown>> {
  const open = inputClaims.filter(({ reference }) => reference.defaultValue === undefined);
  return Object.fromEntries(open.map(({ wireName, claimType }) => [wireName, sampleOf(claimType)]));
}

/** What the example says wins over the policy's resolvers, which need a journey. */
function withExample(
  restful: RestfulTechnicalProfile,
  example: Readonly<Record<string, unknown>>,
): RestfulTechnicalProfile {
  const inputClaims = restful.inputClaims.map((claim) =>
    example[claim.wireName] === undefined
      ? claim
      : { ...claim, reference: { ...claim.reference, alwaysUseDefaultValue: false } },
  );
  return { ...restful, inputClaims };
}

/** An example is under wire names; the caller wants a bag of claims, as B2C has one. */
function claimsOf(
  { inputClaims }: RestfulTechnicalProfile,
  example: Readonly<Record<string, unknown>>,
): ClaimsBag {
  const bag = new IdMap<ClaimValue>();
  for (const { wireName, claimType, reference } of inputClaims) {
    const json = example[wireName];
    if (json === undefined || !claimType.dataType) continue;
    const read = readClaim(claimType.dataType, json);
    if (read) bag.set(reference.claimTypeReferenceId, read.value);
  }
  return bag;
}

/** `functions/<scenario>/<function>.example.json`: input claims under wire names that answer 200. */
async function readExamples({ project, profiles, cache }: StartReport) {
  const files = globSync(['functions/**/*.example.json'], { cwd: project, absolute: true });
  const byFunction = new Map(
    files.map((file) => [file.replace(/^.*[\\/]|\.example\.json$/g, ''), file]),
  );
  const functions = cache.functions ?? (await listFunctions(project));
  cache.keepFunctions(functions);
  const examples = new Map<LocalProfile, Readonly<Record<string, unknown>>>();
  for (const profile of profiles) {
    const { route, restful } = profile;
    const served = functionFor(functions, { method: restful.method, route });
    const file = served && byFunction.get(served.name);
    if (file) examples.set(profile, JSON.parse(readFileSync(file, 'utf8')));
  }
  return examples;
}

function keyLines(report: StartReport): string[] {
  const lines = keysOf(report).map(([id, value]) => `  ${id}  ${value}`);
  return [colors.bold('Policy keys, for this machine only:'), ...lines];
}

/** Policy keys and their values, or the files that hold them. */
function keysOf({ profiles, settings, keyFolder, project }: StartReport) {
  const ids = new Set(
    profiles.flatMap(({ restful, tokenProfile }) => [
      ...credentialIds(restful.authentication),
      ...(tokenProfile ? credentialIds(tokenProfile.authentication) : []),
    ]),
  );
  const folder = relative(project, keyFolder) || '.';
  return [...ids].map((id) => [id, settings[id] ?? `${folder}/${id}.pem`] as const);
}

function stateLines({ origin, runtime, issuer }: StartReport): string[] {
  const host = runtime.kind === 'func' ? 'func' : 'our own host';
  return [
    `Functions: ${colors.bold(`${origin}/api`)} on ${host} (${runtime.reason})`,
    ...(issuer ? [`Token issuer: ${issuer.origin}`] : []),
  ];
}
