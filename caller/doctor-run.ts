import type { JudgedCall } from './contract-run.ts';
import { doctorChecks } from './doctor/index.ts';
import { percentile } from './doctor/slow-answers.ts';
import type { Evidence, Expiring, Probe } from './doctor-check.ts';
import { type Answer, sendOnce } from './send.ts';
import { probeTls } from './tls-probe.ts';

/** What is asked of a deployment besides its profiles. */
export interface Examination {
  readonly url: URL;
  /** Below the origin. */
  readonly healthPath: string;
  readonly healthKey?: string;
  readonly contract?: string;
  /** How many calls show the pace; health, which touches storage at most every five seconds. */
  readonly calls: number;
  readonly secrets: readonly Expiring[];
  readonly now: () => Date;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 1024 * 1024;

/** A deployment as a section of a report. */
export interface Examined {
  readonly calls: readonly JudgedCall[];
  /** What there is to know where nothing is wrong. */
  readonly note: string;
}

/** The deployment as a whole, as calls of a report: the connection, health, pace, secrets. */
export async function examineDeployment(examination: Examination): Promise<Examined> {
  const startedAt = performance.now();
  const evidence = await gather(examination);
  const durationMs = Math.round(performance.now() - startedAt);
  const calls = names.map(([probe, name]) => ({
    ...{ name, isCase: false, durationMs: probe === 'pace' ? durationMs : 0 },
    ...(probe === 'health' && evidence.health ? { status: evidence.health.status } : {}),
    findings: findingsOf(evidence, probe),
  }));
  return { calls, note: noteOf(evidence) };
}

function noteOf({ url, handshake, durationsMs }: Evidence): string {
  const over = handshake?.protocol ?? (url.protocol === 'http:' ? 'plain HTTP' : 'no connection');
  const ends = handshake
    ? `, certificate until ${handshake.expires.toISOString().slice(0, 10)}`
    : '';
  if (durationsMs.length === 0) return `${over}${ends}`;
  const [median, p95] = [percentile(durationsMs, 0.5), percentile(durationsMs, 0.95)];
  return `${over}${ends}; health answers in ${median} ms, 95 of 100 times in ${p95} ms`;
}

const names: readonly (readonly [Probe, string])[] = [
  ['connection', 'connection'],
  ['health', 'health'],
  ['pace', 'pace and clock'],
  ['secrets', 'secrets'],
];

function findingsOf(evidence: Evidence, probe: Probe): JudgedCall['findings'] {
  const findings: JudgedCall['findings'][number][] = [];
  for (const check of doctorChecks.filter((each) => each.probe === probe)) {
    check.check(evidence, (message, severity = check.severity) => {
      findings.push({ check, severity, message });
    });
  }
  return findings;
}

async function gather(examination: Examination): Promise<Evidence> {
  const { url, now, secrets, contract } = examination;
  const known = { url, now: now(), secrets, durationsMs: [] };
  let evidence: Evidence = contract === undefined ? known : { ...known, contract };
  try {
    if (url.protocol === 'https:') {
      evidence = { ...evidence, handshake: await probeTls(url, timeoutMs) };
    }
    if (evidence.handshake?.distrust) return evidence;
    return { ...evidence, ...(await askHealth(examination)) };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return { ...evidence, failure: code ?? message.replace(/\.$/, '') };
  }
}

type HealthEvidence = Pick<Evidence, 'health' | 'durationsMs' | 'skewMs'>;

async function askHealth(examination: Examination): Promise<HealthEvidence> {
  const first = await ask(examination);
  const body = jsonOf(first.answer);
  const health = { status: first.answer.status, body };
  const asked = [];
  for (let calls = 0; calls < examination.calls; calls += 1) asked.push(await ask(examination));
  const skews = asked.flatMap(({ skewMs }) => skewMs ?? []);
  const [skewMs] = skews.toSorted((one, other) => Math.abs(one) - Math.abs(other));
  const durationsMs = asked.map(({ durationMs }) => durationMs);
  return { health, durationsMs, ...(skewMs === undefined ? {} : { skewMs }) };
}

async function ask({ url, healthPath, healthKey, now }: Examination) {
  const headers: [string, string][] = healthKey ? [['x-health-key', healthKey]] : [];
  const target = new URL(healthPath, url);
  const startedAt = performance.now();
  const request = { url: target, method: 'GET' as const, headers };
  const answer = await sendOnce(request, { timeoutMs, maxAnswerBytes });
  const durationMs = Math.round(performance.now() - startedAt);
  return { answer, durationMs, skewMs: skewOf(answer, now()) };
}

/** A date of whole seconds was right for a whole second. */
function skewOf({ headers }: Answer, now: Date): number | undefined {
  const at = Date.parse(headers?.date ?? '');
  if (Number.isNaN(at)) return undefined;
  const before = at - now.getTime();
  if (before > 0) return before;
  return Math.min(0, before + 1000);
}

function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
