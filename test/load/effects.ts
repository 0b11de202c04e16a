import { randomUUID } from 'node:crypto';
import { type Answered, type Sent, sendAgain } from './traffic.ts';

/** What became of the changes that were sent. */
export interface Effects {
  readonly changes: number;
  /** Refused at first, and answered when they were sent again. */
  readonly sentAgain: number;
  readonly lost: number;
  readonly doubled: number;
}

/**
 * Sends what was refused again, until it is answered, then counts the effects of every change: a further
 * sign-in tells how many there were, a further change of preferences which revision is stored.
 */
export async function countEffects(
  baseUrl: string,
  answers: readonly Answered[],
): Promise<Effects> {
  const changes = answers.filter(({ sent }) => sent.kind !== 'look-up');
  const refused = changes.filter(({ status }) => status !== 200);
  const stillRefused = new Set<Sent>();
  await inParallel(refused, async ({ sent }) => {
    if ((await answerTo(baseUrl, sent)) === undefined) stillRefused.add(sent);
  });
  let [lost, doubled] = [stillRefused.size, 0];
  await inParallel(changes, async ({ sent }) => {
    if (stillRefused.has(sent)) return;
    const effects = await effectsOf(baseUrl, sent);
    if (effects > 1) doubled += 1;
    else if (effects !== 1) lost += 1;
  });
  return { changes: changes.length, sentAgain: refused.length, lost, doubled };
}

/** By what the function itself says at the next change; NaN where it says nothing. */
async function effectsOf(baseUrl: string, sent: Sent): Promise<number> {
  const claims = { ...JSON.parse(sent.body ?? '{}'), correlationId: randomUUID() };
  if (sent.kind === 'preferences') Object.assign(claims, { revision: 1, outingsPerWeek: 4 });
  const text = await answerTo(baseUrl, { ...sent, body: JSON.stringify(claims) });
  const { signInCount, revision } = JSON.parse(text ?? '{}');
  if (sent.kind === 'sign-in') return Number(signInCount) - 1;
  // Only a change of revision 1 makes revision 2: another revision is there where this is refused.
  return revision === 2 ? 1 : 0;
}

/** Sends until it is answered, as people do; undefined after five refusals. */
async function answerTo(baseUrl: string, sent: Sent): Promise<string | undefined> {
  for (let tries = 0; tries < 5; tries += 1) {
    const response = await sendAgain(baseUrl, sent);
    const text = await response.text();
    if (response.status === 200) return text;
  }
  return undefined;
}

async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
