import { ownProperty } from './json-path.ts';

/** The body with which an API refuses. @see facts rest-contract 4.1 */
export interface ErrorBody {
  readonly version: string;
  readonly status: number;
  readonly userMessage: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly developerMessage?: string;
  readonly moreInfo?: string;
}

const details = ['code', 'requestId', 'developerMessage', 'moreInfo'] as const;

/**
 * The error body in an answer's JSON; undefined where `version`, `status` or `userMessage` is missing
 * or of another type. Details of a wrong type are left out. Whether B2C takes a `status` in quotes
 * is unknown; here it does not count.
 */
export function readErrorBody(json: unknown): ErrorBody | undefined {
  const version = ownProperty(json, 'version');
  const status = ownProperty(json, 'status');
  const userMessage = ownProperty(json, 'userMessage');
  if (typeof version !== 'string' || typeof userMessage !== 'string' || userMessage === '') return;
  if (typeof status !== 'number' || !Number.isInteger(status)) return;
  const present = details
    .map((name) => [name, ownProperty(json, name)] as const)
    .filter(([, value]) => typeof value === 'string');
  return { version, status, userMessage, ...Object.fromEntries(present) };
}
