import { isClaimTypeId } from './claim-type.ts';
import { isHarmless, parseJson } from './json.ts';
import type { RestfulProfile } from './profile.ts';

/** What a handler says besides a sentence, by name. Values of the policy's claims are left out. */
export type LogDetails = Readonly<Record<string, unknown>>;

/** A shorter value is no secret, and "en" stands in half of all words. */
const shortestSecret = 4;
/** A claim holds no deeper structure, and a handler may hand over a circle. */
const maximumDepth = 4;

interface Lesson {
  readonly profile: RestfulProfile;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Keeps the claims of one call out of its log lines: values by what came, details by their names. */
export class Redactor {
  readonly #names = new Set<string>();
  /** A value in all its spellings → what stands in its place. */
  readonly #values = new Map<string, string>();
  #lessons: Lesson[] = [];

  /**
   * Takes what is to be learned from a call: claims as they came, and as a handler sees them. Most calls
   * log nothing, and pay nothing.
   */
  learn(profile: RestfulProfile, claims: Readonly<Record<string, unknown>>): void {
    this.#lessons.push({ profile, claims });
  }

  #learnNow(): void {
    for (const lesson of this.#lessons.splice(0)) this.#take(lesson);
  }

  /** Those claims that identify the call are to be logged. */
  #take({ profile, claims }: Lesson): void {
    for (const shape of [profile.input.shape, profile.output.shape]) {
      for (const name of Object.keys(shape)) this.#names.add(name.toLowerCase());
    }
    for (const [name, value] of Object.entries(claims)) {
      if (name === profile.correlationClaim || name === profile.cultureClaim) continue;
      for (const text of textsIn(value)) this.#remember(text, `[${name}]`);
    }
  }

  #remember(text: string, replacement: string): void {
    if (text.trim().length < shortestSecret) return;
    for (const spelling of spellingsOf(text)) this.#values.set(spelling, replacement);
  }

  /** The line without any value that the call brought. */
  redact(line: string): string {
    this.#learnNow();
    let redacted = line;
    const longestFirst = [...this.#values].sort(([one], [other]) => other.length - one.length);
    for (const [value, replacement] of longestFirst) {
      redacted = redacted.replaceAll(value, () => replacement);
    }
    return redacted;
  }

  /** Details as JSON; a name that is a claim's has no value. */
  details(details: LogDetails): string {
    this.#learnNow();
    try {
      return this.redact(JSON.stringify(this.#withoutClaims(details, maximumDepth)));
    } catch {
      return '{"…"}'; // whatever cannot be written must not stop a call
    }
  }

  /** By the profile's wire names, and by the policy's claim types. */
  #isClaim(name: string): boolean {
    return this.#names.has(name.toLowerCase()) || isClaimTypeId(name);
  }

  #withoutClaims(value: unknown, depth: number): unknown {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    if (depth === 0) return '[…]';
    if (Array.isArray(value)) return value.map((member) => this.#withoutClaims(member, depth - 1));
    const entries = Object.entries(value).map(([name, member]) => [
      name,
      this.#isClaim(name) ? '[claim]' : this.#withoutClaims(member, depth - 1),
    ]);
    return Object.fromEntries(entries);
  }
}

function textsIn(value: unknown, depth = maximumDepth): string[] {
  if (typeof value === 'string') return [value, ...textsIn(jsonIn(value), depth)];
  if (typeof value === 'number' || typeof value === 'bigint') return [value.toString()];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.values(value).flatMap((member) => textsIn(member, depth - 1));
}

/** An identity, or a whole payload, may come as text: what is logged is a member of it. */
function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const value = parseJson(text);
  return isHarmless(value) ? value : undefined;
}

/** As it came, trimmed, in one letter case, in JSON, in a URL. */
function spellingsOf(text: string): Set<string> {
  const plain = [text, text.trim(), text.toLowerCase(), text.toUpperCase()];
  const encoded = plain.flatMap((each) => [
    JSON.stringify(each).slice(1, -1),
    encodeURIComponent(each.toWellFormed()),
  ]);
  return new Set([...plain, ...encoded]);
}

/** The ids by which lines of one call, one journey and one trace are found. */
export interface LogIds {
  readonly requestId: string;
  /** W3C trace context of the caller, else of the host; undefined where nobody traces. */
  readonly trace: { readonly traceId: string; readonly spanId: string } | undefined;
}

/**
 * `Looked up. {"attempts":2} [0c7b9a52-… trace=… span=…]`: what a stack adds stands below, for a host
 * may cut a message or take each line for one of its own.
 */
export function logLine(message: string, { requestId, trace }: LogIds): string {
  const ids = trace ? ` trace=${trace.traceId} span=${trace.spanId}` : '';
  const end = /\n|$/.exec(message)?.index ?? message.length;
  return `${message.slice(0, end)} [${requestId}${ids}]${message.slice(end)}`;
}
