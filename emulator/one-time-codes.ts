import { fold } from '../compiler/id-map.ts';
import { isSameCode, newCode } from './one-time-code.ts';
import type { Tenant } from './tenant.ts';
import type { Transaction } from './transaction.ts';

/** How codes are made, and how long they are good. */
export interface CodeRules {
  readonly alphabet: string;
  readonly length: number;
  readonly lifetimeSeconds: number;
  /** How often a code may be tried. */
  readonly attempts: number;
  /** How many codes one identifier may get while the journey lasts. */
  readonly generations: number;
  /** A code that is still good is sent again. */
  readonly isReused?: boolean;
}

/** Six digits. How long and how often they are good is not documented. @see facts engine 2.3, 2.5 */
export const digitCodes: CodeRules = {
  alphabet: '0123456789',
  length: 6,
  lifetimeSeconds: 600,
  attempts: 5,
  generations: 10,
};

/**
 * What a typed code comes to. `none`: there is no code for the identifier, or it has expired.
 * `exhausted`: it was tried too often; this try may have been the last.
 */
type CodeCheck = 'right' | 'wrong' | 'none' | 'exhausted';

interface SentCode {
  readonly code: string;
  readonly expiresAt: Date;
  attemptsLeft: number;
}

/** Codes that were sent while a journey lasts, by what they were sent to; compared without case. */
export class OneTimeCodes {
  readonly #tenant: Pick<Tenant, 'now' | 'randomBytes'>;
  readonly #sent = new Map<string, SentCode>();
  readonly #generations = new Map<string, number>();

  constructor(tenant: Pick<Tenant, 'now' | 'randomBytes'>) {
    this.#tenant = tenant;
  }

  /** The codes of a journey that one type of technical profile has sent. */
  static of({ memory, tenant }: Transaction, type: string): OneTimeCodes {
    const name = `codes of ${type}`;
    const known = memory.get(name);
    if (known instanceof OneTimeCodes) return known;
    const codes = new OneTimeCodes(tenant);
    memory.set(name, codes);
    return codes;
  }

  /** A code for an identifier; the former one is good no more. Undefined: it got too many already. */
  issue(identifier: string, rules: CodeRules): string | undefined {
    const key = keyOf(identifier);
    const { now, randomBytes } = this.#tenant;
    const current = this.#sent.get(key);
    if (rules.isReused && current && this.#isGood(current)) return current.code;
    const generations = this.#generations.get(key) ?? 0;
    if (generations >= rules.generations) return undefined;
    this.#generations.set(key, generations + 1);
    const code = newCode(rules.alphabet, rules.length, randomBytes);
    const expiresAt = new Date(now().getTime() + rules.lifetimeSeconds * 1000);
    this.#sent.set(key, { code, expiresAt, attemptsLeft: rules.attempts });
    return code;
  }

  /** A code that is right is used up. */
  check(identifier: string, typed: string): CodeCheck {
    const key = keyOf(identifier);
    const sent = this.#sent.get(key);
    if (!sent || sent.expiresAt <= this.#tenant.now()) return 'none';
    if (sent.attemptsLeft <= 0) return 'exhausted';
    sent.attemptsLeft -= 1;
    if (!isSameCode(typed, sent.code)) return sent.attemptsLeft > 0 ? 'wrong' : 'exhausted';
    this.#sent.delete(key);
    return 'right';
  }

  #isGood({ expiresAt, attemptsLeft }: SentCode): boolean {
    return attemptsLeft > 0 && expiresAt > this.#tenant.now();
  }
}

function keyOf(identifier: string): string {
  return fold(identifier.trim());
}
