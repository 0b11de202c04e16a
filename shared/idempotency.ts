import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { InvocationCall } from './call.ts';
import { count } from './metrics.ts';
import type { RestfulProfile } from './profile.ts';
import { type ReplyKeys, requireReplyKeys } from './reply-keys.ts';
import type { Environment } from './settings.ts';
import { defineTable } from './storage.ts';
import type { EntityKey } from './storage-key.ts';

/** What a caller got, or gets again. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** One delivery of a request, read and checked. */
export interface Delivery {
  readonly call: InvocationCall;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Gives one reply to all deliveries of a request, and does its work for one of them. */
export type OnceOnly = (delivery: Delivery, work: () => Promise<Reply>) => Promise<Reply>;

/** A request: somebody is at it until the record expires, or its reply is there. */
const record = z.object({
  /** Which delivery is at it. */
  owner: z.string(),
  /** What it came to, sealed; absent as long as somebody is at it. */
  reply: z.string().optional(),
});

const replies = defineTable('replies', record, {
  holds: 'Answers of calls that B2C may repeat, so that each has one effect.',
  personal: { reply: 'The answer, encrypted by the setting Idempotency__Key.' },
  found: 'not at all: its key is a digest of a whole request',
  retention: 'Two minutes; the timer sweep-replies deletes it within ten more.',
});

/** B2C calls again within ten seconds, people within a minute or two. @see facts rest-contract 3.4 */
const replyLastsMs = 2 * 60 * 1000;
/** Work that is cancelled needs a moment to end: nobody else is let to it before. */
const graceMs = 2000;
/** What happens after the deadline has no other limit. */
const aftermathMs = 3000;
/** Table storage takes no longer text. */
const longestReply = 32_000;
const firstPauseMs = 20;
const longestPauseMs = 320;

/** Deletes replies that nobody may get again; tells how many. */
export function sweepReplies(now?: Date): Promise<number> {
  return replies.sweep(now);
}

/**
 * The deliveries of one request (same profile, correlation id and claims) have one effect: the first
 * leaves its mark in table storage, all others wait for its reply and get it, for two minutes. What
 * comes without a correlation id cannot be told apart and is done each time.
 *
 * Replies and refusals are kept. After any other fault the next delivery does the work again, and so it
 * does once a process has died at it and its time is over: an effect that must not come twice even then
 * needs a key of its own in storage. Throws SettingsInvalid without `Idempotency__Key`.
 * @see docs/decisions.md
 */
export function onceOnly(profile: RestfulProfile, environment: Environment): OnceOnly {
  let keys: readonly ReplyKeys[] | undefined;
  return async ({ call, claims }, work) => {
    keys ??= requireReplyKeys(environment);
    const { correlationId } = call;
    if (correlationId === undefined) return work();
    const identity = { profileId: profile.id, correlationId, ...divide(profile, claims) };
    const places = keys.map((ofOne) => ({ key: ofOne.locate(identity), keys: ofOne }));
    return new Request(profile.id, call).answer(places, work);
  };
}

/** Passwords apart; credentials are no part of what is asked. */
function divide(
  { authentication, passwordClaims = [] }: RestfulProfile,
  claims: Readonly<Record<string, unknown>>,
) {
  const bearer = authentication.type === 'BearerClaim' ? authentication.claim : undefined;
  const given = Object.entries(claims).filter(([name]) => name !== bearer);
  const isPassword = ([name]: [string, unknown]) => passwordClaims.includes(name);
  return {
    claims: Object.fromEntries(given.filter((claim) => !isPassword(claim))),
    passwords: Object.fromEntries(given.filter(isPassword)),
  };
}

/** Where one secret puts the record of a request. */
interface Place {
  readonly key: EntityKey;
  readonly keys: ReplyKeys;
}

class Request {
  readonly #profileId: string;
  readonly #call: InvocationCall;
  readonly #owner = randomUUID();

  constructor(profileId: string, call: InvocationCall) {
    this.#profileId = profileId;
    this.#call = call;
  }

  /** In a rotation each secret has a place; all processes come to them in one order, so one is first. */
  async answer(places: readonly Place[], work: () => Promise<Reply>): Promise<Reply> {
    const taken: Place[] = [];
    for (const place of places) {
      const reply = await this.#take(place);
      if (reply === undefined) taken.push(place);
      else {
        this.#tell('replayed');
        await this.#keep(taken, reply);
        return reply;
      }
    }
    return this.#work(taken, work);
  }

  /** Takes a place, or waits for the reply of whoever has it. Undefined: it is ours. */
  async #take({ key, keys }: Place): Promise<Reply | undefined> {
    const expires = () => new Date(this.#now().getTime() + this.#call.remaining() + graceMs);
    const data = { owner: this.#owner };
    let pauseMs = firstPauseMs;
    let isFree = true;
    while (true) {
      const options = { now: this.#now(), expires: expires() };
      if (isFree && (await replies.create(key, data, options))) return undefined;
      const stored = await replies.get(key, this.#now());
      isFree = stored === undefined;
      const { reply } = stored?.data ?? {};
      if (reply !== undefined) return readReply(keys.open(reply, key));
      await this.#call.deadline.pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** It goes on when the call is over already: whoever calls again gets what became of it. */
  async #work(places: readonly Place[], work: () => Promise<Reply>): Promise<Reply> {
    let reply: Reply;
    try {
      this.#call.signal.throwIfAborted();
      reply = await work();
    } catch (error) {
      await this.#release(places);
      throw error;
    }
    await this.#keep(places, reply);
    return reply;
  }

  async #keep(places: readonly Place[], { status, body }: Reply): Promise<void> {
    const text = JSON.stringify({ status, body });
    const signal = AbortSignal.timeout(aftermathMs);
    const expires = new Date(this.#now().getTime() + replyLastsMs);
    for (const { key, keys } of places) {
      const sealed = keys.seal(text, key);
      const data = { owner: this.#owner, reply: sealed };
      if (sealed.length > longestReply) this.#tell('too-long');
      else await replies.put(key, data, { expires, signal }).catch(() => this.#tell('not-kept'));
    }
  }

  /** The next delivery need not wait. Where this fails it waits until our time is over. */
  async #release(places: readonly Place[]): Promise<void> {
    const signal = AbortSignal.timeout(aftermathMs);
    for (const { key } of places) {
      try {
        const stored = await replies.get(key, this.#now(), signal);
        const isOurs = stored?.data.owner === this.#owner;
        if (isOurs) await replies.delete(key, { etag: stored.etag, signal });
      } catch {
        this.#tell('not-released');
      }
    }
  }

  #now(): Date {
    return new Date(this.#call.now.getTime() + this.#call.deadline.elapsed());
  }

  /** A log line would be lost on a call that is over; a number is not. */
  #tell(outcome: 'replayed' | 'too-long' | 'not-kept' | 'not-released'): void {
    count('reply', { profile: this.#profileId, outcome });
    if (outcome === 'replayed') this.#call.log(`${this.#profileId}: replayed an earlier reply.`);
  }
}

const replySchema = z.object({ status: z.int(), body: z.string() });

/** What cannot be opened was tampered with, and must not be taken for no reply. */
function readReply(text: string | undefined): Reply {
  if (text === undefined) throw new Error('A stored reply cannot be opened.');
  return replySchema.parse(JSON.parse(text));
}
