import { type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';
import { parseJson } from './json.ts';

/** A JWT in RS256, taken apart and not yet believed. */
export interface SignedToken {
  readonly keyId: string | undefined;
  readonly payload: TokenPayload;
  readonly signedText: string;
  readonly signature: string;
}

/** The members of a payload that decide whether the token is believed. */
export type TokenPayload = z.output<typeof tokenPayload>;

const tokenHeader = z.object({
  alg: z.literal('RS256'),
  typ: z
    .string()
    .regex(/^(?:application\/)?(?:at\+)?jwt$/i)
    .optional(),
  kid: z.string().optional(),
  crit: z.undefined().optional(),
});

type TokenHeader = z.output<typeof tokenHeader>;

const tokenPayload = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  azp: z.string().optional(),
  appid: z.string().optional(),
  roles: z.array(z.string()).optional(),
});

const signatureForm = /^[\w-]+$/;

/**
 * Takes a JWT apart; undefined where it is none, or none that can be judged here: the one algorithm is
 * RS256, an extension that must be understood (`crit`) is not, and it must say who, for whom, how long.
 * @see https://www.rfc-editor.org/rfc/rfc7515, 5.2 and https://www.rfc-editor.org/rfc/rfc8725, 3.1
 */
export function readToken(token: string): SignedToken | undefined {
  const headerEnd = token.indexOf('.');
  const payloadEnd = token.lastIndexOf('.');
  const signature = token.slice(payloadEnd + 1);
  if (!signatureForm.test(signature)) return undefined;
  const header = readHeader(token.slice(0, headerEnd));
  if (!header) return undefined;
  const payload = tokenPayload.safeParse(readPart(token.slice(headerEnd + 1, payloadEnd)));
  if (!payload.success) return undefined;
  return {
    keyId: header.kid,
    payload: payload.data,
    signedText: token.slice(0, payloadEnd),
    signature,
  };
}

let lastHeader: { readonly text: string; readonly read: TokenHeader | undefined } | undefined;

/** All tokens of one key have the same header. */
function readHeader(text: string): TokenHeader | undefined {
  if (lastHeader?.text !== text) {
    lastHeader = { text, read: tokenHeader.safeParse(readPart(text)).data };
  }
  return lastHeader.read;
}

/** Whether the key's owner signed it. */
export function isSignedBy({ signedText, signature }: SignedToken, key: KeyObject): boolean {
  const [text, bytes] = [Buffer.from(signedText, 'latin1'), Buffer.from(signature, 'base64url')];
  return verify('sha256', text, key, bytes);
}

function readPart(encoded: string): unknown {
  return parseJson(Buffer.from(encoded, 'base64url').toString());
}
