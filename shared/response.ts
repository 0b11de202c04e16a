import type { HttpResponseInit } from '@azure/functions';
import * as z from 'zod';
import type { Call } from './call.ts';
import { claimDefinition } from './claim-type.ts';
import {
  type CallFault,
  ClaimsMalformed,
  ClaimsRejected,
  DeadlineExceeded,
  OutputClaimsInvalid,
} from './errors.ts';
import { isPlainObject } from './json.ts';
import { fillHoles, type JsonPath, parseJsonPath, setAtPath } from './json-path.ts';
import { ownMessage } from './messages/own-messages.ts';
import type { RestfulProfile } from './profile.ts';
import { userMessageOf } from './refusal.ts';

/** The version of the error body. @see facts rest-contract 4.1 */
const version = '1.0.0';

/**
 * What every answer of ours carries: nobody keeps it, nothing in it is a page. host.json says the same
 * for the host's own answers, and a project's own host.json may not.
 */
export const secureHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
} as const;

const headers = { ...secureHeaders, 'Content-Type': 'application/json' } as const;

/** An answer whose body is the text of a JSON object. */
export type JsonResponse = HttpResponseInit & { readonly status: number; readonly body: string };

/** Every answer of ours has these headers. */
export function jsonResponse(status: number, body: string): JsonResponse {
  return { status, headers, body };
}

/** Turns what a handler returned into an answer. Throws OutputClaimsInvalid for what is not declared. */
export type ClaimWriter = (returned: unknown) => JsonResponse;

interface OutputClaim {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly path: JsonPath;
  /** The only values that may go out; undefined where any may. */
  readonly values: readonly unknown[] | undefined;
}

/** @see facts rest-contract 3 */
export function claimWriter(profile: RestfulProfile): ClaimWriter {
  const claims = new Map<string, OutputClaim>();
  const isEnforced = profile.validation === 'enforce';
  for (const [name, schema] of Object.entries(profile.output.shape)) {
    const path = (profile.resolveJsonPaths ? parseJsonPath(name) : undefined) ?? [name];
    const values = isEnforced ? claimDefinition(schema)?.enumeration : undefined;
    claims.set(name, { name, schema, path, values });
  }
  return (returned) => {
    return jsonResponse(200, stringify(collect(claims, returned)));
  };
}

function collect(claims: ReadonlyMap<string, OutputClaim>, returned: unknown): object {
  const body: Record<string, unknown> = Object.create(null);
  if (returned === undefined || returned === null) return body;
  if (!isPlainObject(returned)) throw new OutputClaimsInvalid('The handler returned no claims.');
  for (const name of Object.keys(returned)) {
    const claim = claims.get(name);
    if (!claim) throw new OutputClaimsInvalid(`The policy declares no output claim "${name}".`);
    const value = encode(claim, returned[name]);
    if (isEmpty(value)) continue;
    if (!setAtPath(body, claim.path, value)) {
      throw new OutputClaimsInvalid(`Output claim "${name}": another claim is in its path's way.`);
    }
  }
  const missing = fillHoles(body);
  if (missing === undefined) return body;
  throw new OutputClaimsInvalid(`Output claim "${missing}": a later item of its list has a value.`);
}

/** An object of any shape may be a circle. */
function stringify(body: object): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new OutputClaimsInvalid('An output claim cannot be written as JSON.');
  }
}

function encode({ name, schema, values }: OutputClaim, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (values !== undefined && !values.includes(value)) {
    throw new OutputClaimsInvalid(`Output claim "${name}": the enumeration lacks the value.`);
  }
  const encoded = z.safeEncode(schema, value);
  if (encoded.success) return encoded.data;
  const dataType = claimDefinition(schema)?.dataType ?? 'declared';
  throw new OutputClaimsInvalid(`Output claim "${name}": the value is no ${dataType} value.`);
}

/** B2C fails on null and on empty collections. @see facts rest-contract 3.2 */
function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The answer to a fault: what B2C shows for 400 and 409, no more than a code for all others. */
export async function faultResponse(fault: CallFault, call: Call): Promise<JsonResponse> {
  const { status } = fault;
  if (fault instanceof ClaimsRejected) {
    const { reason, developerMessage, moreInfo } = fault;
    const userMessage = await userMessageOf(fault);
    return errorResponse(status, reason, call, { userMessage, developerMessage, moreInfo });
  }
  if (fault instanceof ClaimsMalformed) {
    const userMessage = ownMessage(fault.code, call.language);
    const texts = { userMessage, developerMessage: fault.message };
    return errorResponse(status, fault.code, call, texts);
  }
  if (fault instanceof DeadlineExceeded) {
    const text = ownMessage(fault.code, call.language);
    const userMessage = text.replace('{reference}', call.reference);
    return errorResponse(status, fault.code, call, { userMessage });
  }
  return errorResponse(status, fault.code, call);
}

/** @see facts rest-contract 4.1 */
export function errorResponse(
  status: number,
  code: string,
  { requestId }: Call,
  texts: Readonly<Record<string, string | undefined>> = {},
): JsonResponse {
  return jsonResponse(status, JSON.stringify({ version, status, code, requestId, ...texts }));
}
