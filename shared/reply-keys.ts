import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { SettingsInvalid } from './errors.ts';
import { isPlainObject } from './json.ts';
import { type Environment, requireSecrets } from './settings.ts';
import type { EntityKey } from './storage-key.ts';

/** The secret that requests are known again by; `Idempotency__Key__Next` follows it in a rotation. */
const setting = 'Idempotency__Key';
const shortestSecret = 32;

/** What makes one request of B2C, however often it is delivered. */
export interface RequestIdentity {
  readonly profileId: string;
  readonly correlationId: string;
  /** All but passwords and credentials. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Empty where the profile has none. */
  readonly passwords: Readonly<Record<string, unknown>>;
}

/** What one secret makes of requests and replies. */
export interface ReplyKeys {
  /**
   * Where the record of a request lies. Other claims are another partition, other passwords another
   * row of it: nobody gets the reply that belongs to somebody else's password. Without the secret
   * neither can be told from the key, nor guessed.
   */
  locate(identity: RequestIdentity): EntityKey;
  /** AES-256-GCM under a key of this record's own; sealed to its place. */
  seal(reply: string, place: EntityKey): string;
  /** Undefined where it is not what `seal` made for that place. */
  open(sealed: string, place: EntityKey): string | undefined;
}

/**
 * The keys of the current secret and, in a rotation, of the one that follows. Throws SettingsInvalid
 * where there is none, or one that is too short.
 */
export function requireReplyKeys(environment: Environment): ReplyKeys[] {
  const [secrets = []] = requireSecrets([setting], environment);
  const short = secrets.findIndex((secret) => secret.length < shortestSecret);
  if (short < 0) return secrets.map(deriveReplyKeys);
  const name = short === 0 ? setting : `${setting}__Next`;
  const problem = `has fewer than ${shortestSecret} characters`;
  throw new SettingsInvalid([{ setting: name, problem }]);
}

function deriveReplyKeys(secret: string): ReplyKeys {
  const requests = derive(secret, '', 'requests');
  const passwordsKey = derive(secret, '', 'passwords');
  const sealingKey = ({ partition, row }: EntityKey) =>
    derive(secret, `${partition}/${row}`, 'replies');
  return {
    locate({ profileId, correlationId, claims, passwords }) {
      const partition = digest(requests, [profileId, correlationId.toLowerCase(), claims]);
      const isOpen = Object.keys(passwords).length === 0;
      return { partition, row: isOpen ? 'reply' : digest(passwordsKey, [partition, passwords]) };
    },
    seal: (reply, place) => seal(reply, sealingKey(place)),
    open: (sealed, place) => open(sealed, sealingKey(place)),
  };
}

function derive(secret: string, salt: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `countersign idempotency ${purpose}`, 32));
}

function digest(key: Buffer, value: unknown): string {
  return createHmac('sha256', key).update(canonicalJson(value)).digest('hex');
}

/** One text for one value, whatever the order of its members. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member === 'bigint') return { integer: String(member) };
    if (!isPlainObject(member)) return member;
    return { members: Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)) };
  });
}

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(nonceLength);
  const encryption = createCipheriv(cipher, key, nonce);
  const sealed = [nonce, encryption.update(text, 'utf8'), encryption.final()];
  return Buffer.concat([...sealed, encryption.getAuthTag()]).toString('base64');
}

function open(sealed: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceLength + tagLength) return undefined;
  const [nonce, end] = [bytes.subarray(0, nonceLength), bytes.length - tagLength];
  const decryption = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength });
  decryption.setAuthTag(bytes.subarray(end));
  try {
    const text = decryption.update(bytes.subarray(nonceLength, end));
    return Buffer.concat([text, decryption.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
