import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** How codes are made, and how much somebody may do with them. */
export interface CodeRules {
  readonly digits: number;
  readonly lifetimeMs: number;
  /** Wrong and right ones together, for one code. */
  readonly attempts: number;
  /** Whoever asks again before gets no other code: B2C repeats calls, and people click twice. */
  readonly resendAfterMs: number;
  /** For one recipient, in `windowMs` from each of them on. */
  readonly codesPerWindow: number;
  readonly windowMs: number;
}

const minuteMs = 60_000;
/** No call is at it longer: whoever made an undelivered code before has died at it. @see boundedDeadlineMs */
const deliveryMs = 10_000;

/** Five codes an hour with five attempts each: somebody who guesses all day is right once in 1,700 days. */
export const usualCodeRules: CodeRules = {
  digits: 6,
  lifetimeMs: 10 * minuteMs,
  attempts: 5,
  resendAfterMs: minuteMs / 2,
  codesPerWindow: 5,
  windowMs: 60 * minuteMs,
};

/** A code that was sent. Times are milliseconds since 1970. */
export const sentCode = z.object({
  /** The journey that asked for it, and the only one that it is good for. */
  journey: z.string(),
  salt: z.string(),
  /** The keyed digest of salt, recipient, journey and code. */
  digest: z.string(),
  sentAt: z.number(),
  /** Whether it was delivered; until then somebody is at it. */
  isDelivered: z.boolean(),
  endsAt: z.number(),
  attempts: z.int(),
  isUsed: z.boolean(),
});

/** A code as it is kept. */
export type SentCode = z.output<typeof sentCode>;

/** The codes that still count: what is older than the window is forgotten. */
export function recentCodes(codes: readonly SentCode[], now: number, rules: CodeRules): SentCode[] {
  return codes.filter(({ sentAt }) => sentAt + rules.windowMs > now);
}

/**
 * Whether a journey may have a code sent now. `recent`: it has just been sent one that can still be
 * used. `pending`: another call is about to send it one. A number: there were too many, until that time.
 */
export type Permission = 'yes' | 'recent' | 'pending' | number;

/**
 * Judges by the codes that were sent to a recipient already.
 * @param recent what `recentCodes` leaves
 */
export function mayIssue(
  recent: readonly SentCode[],
  journey: string,
  now: number,
  rules: CodeRules,
): Permission {
  const latest = latestOf(recent, journey);
  if (latest && isUsable(latest, now, rules)) {
    const age = now - latest.sentAt;
    if (latest.isDelivered && age < rules.resendAfterMs) return 'recent';
    if (!latest.isDelivered && age < deliveryMs) return 'pending';
  }
  if (recent.length < rules.codesPerWindow) return 'yes';
  const oldest = Math.min(...recent.map(({ sentAt }) => sentAt));
  return oldest + rules.windowMs;
}

/** What came of an attempt: `ended` also where there never was a code. */
export type Verdict = 'right' | 'wrong' | 'ended';

/** An attempt, and the codes as they are after it; undefined where nothing has changed. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly codes?: readonly SentCode[];
}

/**
 * Tries a code on the latest one that a journey was sent: each attempt counts, and the right one is the
 * last. All of it takes as long, whether there is a code or not.
 * @param digestOf the digest that the typed code has under a salt
 */
export function tryCode(
  codes: readonly SentCode[],
  { journey, now, digestOf }: { journey: string; now: number; digestOf: (salt: string) => string },
  rules: CodeRules,
): Attempt {
  const latest = latestOf(codes, journey);
  const isRight = isEqual(digestOf(latest?.salt ?? ''), latest?.digest ?? '');
  if (!latest || !isUsable(latest, now, rules)) return { verdict: 'ended' };
  const attempts = latest.attempts + 1;
  const tried = { ...latest, attempts, isUsed: isRight };
  const after = codes.map((code) => (code === latest ? tried : code));
  if (isRight) return { verdict: 'right', codes: after };
  return { verdict: attempts < rules.attempts ? 'wrong' : 'ended', codes: after };
}

function latestOf(codes: readonly SentCode[], journey: string): SentCode | undefined {
  return codes.findLast((code) => code.journey === journey);
}

function isUsable({ endsAt, attempts, isUsed }: SentCode, now: number, rules: CodeRules): boolean {
  return !isUsed && attempts < rules.attempts && now < endsAt;
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other.padEnd(one.length))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A code as people type it: with spaces or hyphens between the digits, or digits of a wide keyboard. */
export function readCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '');
}
