import { checkSettings } from './check-settings.ts';
import { deadlineProblem } from './deadline.ts';
import { CountersignError, type SettingProblem, SettingsInvalid } from './errors.ts';
import { requireExpectedDigestKey } from './keyed-digest.ts';
import { requireReplyKeys } from './reply-keys.ts';
import { keepsReplies, servedProfiles } from './serve.ts';
import type { Environment } from './settings.ts';

/** Asks one dependency; throws where it does not answer. */
export type Probe = () => Promise<unknown>;

/** What readiness depends on besides its probes; tests pass their own. */
export interface ReadinessOptions {
  /** Settings; default `process.env`. */
  readonly environment?: Environment;
  /** Default: the system's clock. */
  readonly now?: () => Date;
}

/** Whether this process can serve; `report` is told what is missing, in sentences without values. */
export type Readiness = (report: (problem: string) => void) => Promise<boolean>;

/** Whoever asks more often gets the last judgment. */
const judgmentLastsMs = 5000;

/** Ready is a process whose profiles all have their settings, and whose dependencies answer. */
export function readiness(
  probes: readonly Probe[] = [],
  options: ReadinessOptions = {},
): Readiness {
  const judge = judgment(probes, options);
  return async (report) => {
    const { problems, isNew } = await judge();
    if (isNew) problems.forEach(report);
    return problems.length === 0;
  };
}

/** What keeps a process from serving, in sentences without values; each judgment is new once. */
export interface Judgment {
  readonly problems: readonly string[];
  readonly isNew: boolean;
}

/** Asks the dependencies, at most every five seconds however often somebody asks this. */
export function judgment(
  probes: readonly Probe[],
  { environment = process.env, now = () => new Date() }: ReadinessOptions,
): () => Promise<Judgment> {
  let latest: { readonly at: number; readonly problems: Promise<readonly string[]> } | undefined;
  return async () => {
    const at = now().getTime();
    const isNew = latest === undefined || at - latest.at >= judgmentLastsMs;
    if (latest === undefined || isNew) latest = { at, problems: judge(probes, environment) };
    return { problems: await latest.problems, isNew };
  };
}

async function judge(probes: readonly Probe[], environment: Environment): Promise<string[]> {
  const failures = await Promise.all(probes.map(failureOf));
  return [
    ...checkSettings(servedProfiles(), environment),
    ...settingProblems(environment),
    ...failures.flat(),
  ];
}

/** Of the settings that no profile names. */
function settingProblems(environment: Environment): string[] {
  const problems = [
    deadlineProblem(environment) ?? [],
    problemsOf(() => keepsReplies() && requireReplyKeys(environment)),
    problemsOf(() => requireExpectedDigestKey(environment)),
  ].flat();
  return problems.map(({ setting, problem }) => `The setting "${setting}" ${problem}.`);
}

function problemsOf(require: () => unknown): readonly SettingProblem[] {
  try {
    require();
    return [];
  } catch (error) {
    if (error instanceof SettingsInvalid) return error.problems;
    throw error;
  }
}

/** Not the message of an error that is none of ours: it may quote what it was given. */
async function failureOf(probe: Probe): Promise<string[]> {
  try {
    await probe();
    return [];
  } catch (error) {
    return [error instanceof CountersignError ? error.message : 'A dependency does not answer.'];
  }
}
