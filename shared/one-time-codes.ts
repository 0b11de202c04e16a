import { randomBytes, randomInt } from 'node:crypto';
import * as z from 'zod';
import { pause } from './deadline.ts';
import { expectDigests, keyedDigest } from './keyed-digest.ts';
import {
  type CodeRules,
  mayIssue,
  type Permission,
  readCode,
  recentCodes,
  type SentCode,
  sentCode,
  tryCode,
  usualCodeRules,
  type Verdict,
} from './one-time-code.ts';
import { defineTable, jsonColumn, type Table } from './storage.ts';
import { changeEntity } from './storage-change.ts';
import type { EntityKey } from './storage-key.ts';

/** Who a code goes to, and the journey that it is good for. */
export interface CodeRequest {
  /** As `normalize` leaves it, wherever it comes from. */
  readonly recipient: string;
  /** Undefined where no correlation id came: then all such journeys are one. */
  readonly journey: string | undefined;
  readonly now: Date;
}

/** What came of asking for a code. */
export type Sending =
  | { readonly outcome: 'sent' }
  /** The journey has just been sent one that it can still use. */
  | { readonly outcome: 'recent' }
  /** Whoever delivers says that the recipient cannot be reached. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'tooMany'; readonly endsAt: Date };

/**
 * Hands a code over to whoever brings it to the recipient. A date: there were too many in all, until
 * then. What it throws is thrown on.
 */
export type Deliver = (code: string) => Promise<'taken' | 'refused' | Date>;

/** Codes for one kind of recipient. */
export interface OneTimeCodes {
  readonly rules: CodeRules;
  /**
   * Makes a code and has it delivered. Of many calls at a time for one recipient and journey one delivers;
   * the others wait for it and are told `recent`, and so is whoever repeats a call within
   * `resendAfterMs`. A code that was not delivered is forgotten: whoever asks again need not wait.
   */
  send(request: CodeRequest, deliver: Deliver): Promise<Sending>;
  /** Tries a code; of many at a time with the right one, one is right. */
  verify(request: CodeRequest & { readonly code: string }): Promise<Verdict>;
  /** A sample: a recipient has this code and no other, as if it had been sent now. */
  place(request: CodeRequest & { readonly code: string; readonly endsAt: Date }): Promise<void>;
}

/** What differs between the codes of one scenario and those of another. */
export interface CodesDefinition {
  /** The table's name. */
  readonly table: string;
  /** What they go to: completes "A keyed digest of the …". */
  readonly recipient: string;
  /** One text for all ways to write one recipient. */
  readonly normalize: (recipient: string) => string;
  readonly rules?: CodeRules;
  /** Default: the system's. */
  readonly random?: (below: number) => number;
}

const entity = z.object({ codes: jsonColumn(z.array(sentCode)) });

type Codes = z.output<typeof entity>;

/**
 * Codes that are sent to somebody and typed into a page. Neither the code nor the recipient is kept,
 * only digests under `Digest__Key`. Throws as storage does, and SettingsInvalid without that key.
 */
export function defineOneTimeCodes(definition: CodesDefinition): OneTimeCodes {
  const { table: name, recipient, normalize } = definition;
  const rules = definition.rules ?? usualCodeRules;
  expectDigests();
  // A partition for each recipient, with one row: all that limits her is decided with one ETag.
  const keyOf = (to: string) => ({
    partition: keyedDigest(`recipients of ${name}`, normalize(to)),
    row: 'codes',
  });
  const table = defineTable(name, entity, {
    holds: `One-time codes, as keyed digests, under a keyed digest of the ${recipient}.`,
    personal: {
      partition: `A keyed digest of the ${recipient}.`,
      codes: 'When codes were sent to her, in which journeys, and how often she tried them.',
    },
    retention: `Until ${rules.windowMs / 60_000} minutes after the latest code.`,
    subject: keyOf,
    found: `by a digest of the ${recipient} under Digest__Key, in the partition`,
  });
  return new StoredCodes({ ...definition, rules }, table, keyOf);
}

class StoredCodes implements OneTimeCodes {
  readonly rules: CodeRules;
  readonly #name: string;
  readonly #table: Table<Codes>;
  readonly #keyOf: (recipient: string) => EntityKey;
  readonly #random: (below: number) => number;

  constructor(
    { table: name, rules, random }: CodesDefinition & { readonly rules: CodeRules },
    table: Table<Codes>,
    keyOf: (recipient: string) => EntityKey,
  ) {
    this.rules = rules;
    this.#name = name;
    this.#table = table;
    this.#keyOf = keyOf;
    this.#random = random ?? randomInt;
  }

  async send(request: CodeRequest, deliver: Deliver): Promise<Sending> {
    const { recipient, journey = 'unknown', now } = request;
    const key = this.#keyOf(recipient);
    const code = this.#newCode();
    const sent = this.#seal({ recipient: key.partition, journey, code }, now);
    const may = await this.#addOrWait(key, sent, now);
    if (may === 'recent') return { outcome: 'recent' };
    if (may !== 'yes') return { outcome: 'tooMany', endsAt: new Date(may) };
    let delivery: Awaited<ReturnType<Deliver>> = 'refused';
    try {
      delivery = await deliver(code);
    } finally {
      // Where this fails, others take the delivery for one that is still under way, until it cannot be.
      const settled = { ...sent, isDelivered: delivery === 'taken' };
      await this.#settle(key, settled, now).catch(() => undefined);
    }
    if (delivery instanceof Date) return { outcome: 'tooMany', endsAt: delivery };
    return { outcome: delivery === 'taken' ? 'sent' : delivery };
  }

  async verify(request: CodeRequest & { readonly code: string }): Promise<Verdict> {
    const { recipient, journey = 'unknown', now } = request;
    const key = this.#keyOf(recipient);
    const code = readCode(request.code);
    const digestOf = (salt: string) => this.#digest([salt, key.partition, journey, code]);
    let verdict: Verdict = 'ended';
    const decide = (current: Codes | undefined) => {
      const typed = { journey, now: now.getTime(), digestOf };
      const attempt = tryCode(current?.codes ?? [], typed, this.rules);
      verdict = attempt.verdict;
      return attempt.codes && this.#change(attempt.codes, now);
    };
    await changeEntity(this.#table, key, decide, now);
    return verdict;
  }

  /** What another call is about to deliver, it may still fail at: only then is it known what to say. */
  async #addOrWait(key: EntityKey, sent: SentCode, now: Date): Promise<'yes' | 'recent' | number> {
    let may = await this.#add(key, sent, now);
    for (let pauseMs = 100; may === 'pending'; pauseMs = Math.min(pauseMs * 2, 400)) {
      await pause(pauseMs);
      may = await this.#add(key, sent, now);
    }
    return may;
  }

  async #add(key: EntityKey, sent: SentCode, now: Date): Promise<Permission> {
    let may: Permission = 'yes';
    const decide = (current: Codes | undefined) => {
      const recent = recentCodes(current?.codes ?? [], now.getTime(), this.rules);
      may = 'yes';
      // Where an answer of storage is lost the SDK asks again, and finds what we have written ourselves.
      if (recent.some(({ salt }) => salt === sent.salt)) return undefined;
      may = mayIssue(recent, sent.journey, now.getTime(), this.rules);
      return may === 'yes' ? this.#change([...recent, sent], now) : undefined;
    };
    await changeEntity(this.#table, key, decide, now);
    return may;
  }

  async place(request: CodeRequest & { code: string; endsAt: Date }): Promise<void> {
    const { recipient, journey = 'unknown', now, code, endsAt } = request;
    const key = this.#keyOf(recipient);
    const sent = {
      ...this.#seal({ recipient: key.partition, journey, code }, now),
      endsAt: +endsAt,
    };
    await this.#table.put(key, { codes: [sent] }, { expires: endsAt });
  }

  #newCode(): string {
    const { digits } = this.rules;
    return String(this.#random(10 ** digits)).padStart(digits, '0');
  }

  #seal(of: { recipient: string; journey: string; code: string }, now: Date): SentCode {
    const { recipient, journey, code } = of;
    const salt = randomBytes(16).toString('base64');
    const digest = this.#digest([salt, recipient, journey, code]);
    const sentAt = now.getTime();
    const endsAt = sentAt + this.rules.lifetimeMs;
    const fresh = { isDelivered: false, attempts: 0, isUsed: false };
    return { journey, salt, digest, sentAt, endsAt, ...fresh };
  }

  #digest(parts: readonly string[]): string {
    return keyedDigest(`codes of ${this.#name}`, JSON.stringify(parts));
  }

  /** A code that was not delivered is forgotten. Attempts that were made meanwhile stay. */
  async #settle(key: EntityKey, { salt, isDelivered }: SentCode, now: Date): Promise<void> {
    const become = (code: SentCode) => {
      if (code.salt !== salt) return [code];
      return isDelivered ? [{ ...code, isDelivered }] : [];
    };
    const decide = (current: Codes | undefined) =>
      current && this.#change(current.codes.flatMap(become), now);
    await changeEntity(this.#table, key, decide, now);
  }

  /** Without any code there is nothing to keep: it is as good as deleted. */
  #change(codes: readonly SentCode[], now: Date) {
    const ends = codes.map(({ sentAt }) => sentAt + this.rules.windowMs);
    return { data: { codes: [...codes] }, expires: new Date(Math.max(...ends, now.getTime())) };
  }
}
