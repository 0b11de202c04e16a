import * as z from 'zod';
import type { ClaimValue } from '../compiler/claim-value.ts';
import type { DirectoryUser } from './directory.ts';

/** A user with the hash of the password. */
export interface StoredUser extends DirectoryUser {
  readonly passwordHash?: string;
}

const userShape = z.object({
  objectId: z.string(),
  createdAt: z.iso.datetime(),
  refreshTokensValidFrom: z.iso.datetime(),
  mustChangePassword: z.boolean(),
  passwordHash: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()),
});

const fileShape = z.object({ users: z.array(userShape) });

/** The text of a directory's file. Dates and long numbers are told apart from text by a tag. */
export function printUsers(users: readonly StoredUser[]): string {
  const shown = users.map((user) => ({ ...user, attributes: mapValues(user.attributes, tag) }));
  return `${JSON.stringify({ users: shown }, null, 2)}\n`;
}

/** @throws Error where it is no directory */
export function parseUsers(text: string): StoredUser[] {
  const { users } = fileShape.parse(JSON.parse(text));
  return users.map(({ passwordHash, ...user }) => ({
    ...user,
    createdAt: new Date(user.createdAt),
    refreshTokensValidFrom: new Date(user.refreshTokensValidFrom),
    attributes: mapValues(user.attributes, untag),
    ...(passwordHash === undefined ? {} : { passwordHash }),
  }));
}

function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function tag(value: ClaimValue): unknown {
  if (value instanceof Date) return { $dateTime: value.toISOString() };
  return typeof value === 'bigint' ? { $long: value.toString() } : value;
}

function untag(value: unknown): ClaimValue {
  if (typeof value === 'object' && value !== null) {
    if ('$dateTime' in value) return new Date(String(value.$dateTime));
    if ('$long' in value) return BigInt(String(value.$long));
  }
  return value as ClaimValue;
}
