import type { LegacyHash } from './legacy-hash.ts';

const bcrypt = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/;
const phc =
  /^\$(scrypt|argon2id)\$(?:v=(\d+)\$)?([a-z]+=\d{1,9}(?:,[a-z]+=\d{1,9})*)\$([\w+/-]+)\$([\w+/-]+)$/;

/**
 * Reads `$…$` hashes: bcrypt's own form, and PHC strings of scrypt (`ln`, `r`, `p`) and of argon2id 1.3
 * (`m` in KiB, `t`, `p`). Undefined for anything else, and for parameters that no algorithm takes.
 */
export function readPhcString(text: string): LegacyHash | undefined {
  const [, cost, bcryptSalt = '', bcryptKey = ''] = bcrypt.exec(text) ?? [];
  if (cost !== undefined) return readBcrypt(Number(cost), bcryptSalt, bcryptKey);
  const [, algorithm, version, list = '', salt = '', key = ''] = phc.exec(text) ?? [];
  const parts = { salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
  const parameters = new Map(list.split(',').map(pairOf));
  if (algorithm === 'scrypt' && version === undefined) return readScrypt(parameters, parts);
  if (algorithm === 'argon2id' && version === '19') return readArgon2(parameters, parts);
  return undefined;
}

function pairOf(text: string): [string, number] {
  const [name = '', value] = text.split('=');
  return [name, Number(value)];
}

interface Parts {
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

function readBcrypt(cost: number, salt: string, key: string): LegacyHash | undefined {
  if (cost < 4 || cost > 31) return undefined;
  const recipe = { algorithm: 'bcrypt', cost, salt: fromBcryptBase64(salt) } as const;
  return { recipe, key: fromBcryptBase64(key) };
}

function readScrypt(parameters: Map<string, number>, { salt, key }: Parts): LegacyHash | undefined {
  const [ln = 0, r = 0, p = 0] = ['ln', 'r', 'p'].map((name) => parameters.get(name));
  if (ln < 1 || r < 1 || p < 1) return undefined;
  return { recipe: { algorithm: 'scrypt', ln, r, p, salt, length: key.length }, key };
}

function readArgon2(parameters: Map<string, number>, { salt, key }: Parts): LegacyHash | undefined {
  const [memoryKib = 0, passes = 0, lanes = 0] = ['m', 't', 'p'].map((name) =>
    parameters.get(name),
  );
  if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) return undefined;
  const recipe = { algorithm: 'argon2id', memoryKib, passes, lanes, salt } as const;
  return { recipe: { ...recipe, length: key.length }, key };
}

const bcryptAlphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with bcrypt's order of characters. */
function fromBcryptBase64(text: string): Uint8Array {
  const usual = [...text].map((character) => alphabet[bcryptAlphabet.indexOf(character)]);
  return Buffer.from(usual.join(''), 'base64');
}
