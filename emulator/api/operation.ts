import type { Context } from 'hono';
import type * as z from 'zod';
import type { Site } from '../site.ts';

/** What of the emulator is started anew by hand: what an API can ask of the program around it. */
export interface EmulatorControls {
  readonly site: Site;
  /** Of the clock that the tenant was opened with. */
  readonly clock: ApiClock;
  /** The people whom a reset puts back. */
  readonly seed: () => Promise<void>;
  /** Writes people and keys to a new folder; returns its path. */
  readonly exportState: () => Promise<string>;
}

/** The clock, as far as the API moves it. */
interface ApiClock {
  readonly now: () => Date;
  readonly offsetMs: number;
  advance(milliseconds: number): void;
  set(now: Date): void;
  reset(): void;
}

/** One operation of the API: the route and docs/emulator-api.openapi.json are made of it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Below `/_emulator/api`: `/people/{objectId}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The JSON that it takes. */
  readonly body?: z.ZodType;
  /** The JSON that it answers; absent: 204. */
  readonly answer?: z.ZodType;
  readonly handle: (call: ApiCall) => unknown;
}

/** A call of an operation, read and found valid. */
export interface ApiCall {
  readonly controls: EmulatorControls;
  readonly context: Context;
  /** As `body` of the operation has read it. */
  readonly body: unknown;
}

/** What the API refuses: its status and its words. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  /** Stable, for programs. */
  readonly code: keyof typeof statuses;

  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
  }

  get status(): (typeof statuses)[keyof typeof statuses] {
    return statuses[this.code];
  }
}

const statuses = {
  invalid_request: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
} as const;

/** Declares an operation; `handle` gets the body as its schema has read it. */
export function operation<Body = undefined>(
  declared: Omit<Operation, 'handle' | 'body'> & {
    readonly body?: z.ZodType<Body>;
    readonly handle: (call: Omit<ApiCall, 'body'> & { readonly body: Body }) => unknown;
  },
): Operation {
  const { handle, ...rest } = declared;
  return { ...rest, handle: (call) => handle({ ...call, body: call.body as Body }) };
}
