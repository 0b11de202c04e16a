import { createHash } from 'node:crypto';

/** Where an entity lies. Any text will do: what Table storage forbids in keys is escaped. */
export interface EntityKey {
  readonly partition: string;
  readonly row: string;
}

const longestKey = 400;

/** The key as Table storage takes it: forbidden and odd characters as `=` and hex, long keys by digest. */
export function tableKey({ partition, row }: EntityKey): { partitionKey: string; rowKey: string } {
  return { partitionKey: escapeKey(partition), rowKey: escapeKey(row) };
}

/** One-to-one for keys of up to 400 escaped characters; longer ones become their SHA-256. */
export function escapeKey(key: string): string {
  const escaped = key.replace(/[^A-Za-z0-9_.~@-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  if (escaped.length <= longestKey) return escaped;
  return `=sha256-${createHash('sha256').update(key).digest('hex')}`;
}

/** The text of an escaped key; that of a long one is lost, and its digest stands for it. */
export function unescapeKey(escaped: string): string {
  if (escaped.startsWith('=sha256-')) return escaped.slice(1);
  return escaped.replace(/(?:=[0-9a-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString(),
  );
}
