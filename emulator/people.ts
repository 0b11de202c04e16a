import * as z from 'zod';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type {
  Directory,
  DirectoryUser,
  NewPassword,
  UserAttributes,
  UserKey,
} from './directory.ts';
import { extensionAttribute } from './directory-claims.ts';
import { type DirectoryIdentity, identitiesOf } from './directory-identities.ts';

const identity = z.strictObject({
  /** `facebook.com`; "" for an id that names no issuer. */
  issuer: z.string(),
  issuerUserId: z.string().min(1),
});

const attributeValue = z.union([z.string(), z.boolean(), z.number(), z.array(z.string())]);

/** A password that is an attribute would be kept and exported as it is. */
function attributesShape<Value extends z.ZodType>(value: Value) {
  const isWithoutPassword = (attributes: object) =>
    !Object.keys(attributes).some((name) => fold(name) === 'password');
  return z
    .record(z.string().min(1), value)
    .refine(isWithoutPassword, 'holds a password: a person has it beside them');
}

/** Somebody of a directory: an entry of `people.yaml`, and of the emulator's API. */
export const personShape = z.strictObject({
  /** Default: a new one. */
  objectId: z.string().min(1).optional(),
  displayName: z.string().min(1),
  email: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'is no e-mail address')
    .optional(),
  userName: z.string().min(1).optional(),
  /** `+41440000000` */
  phone: z.string().min(1).optional(),
  /** Without one nobody signs in with it. */
  password: z.string().min(1).optional(),
  mustChangePassword: z.boolean().optional(),
  /** Default: yes. */
  accountEnabled: z.boolean().optional(),
  identities: z.array(identity).optional(),
  /** More of the directory, by its own names: `givenName`, `extension_memberNumber`. */
  attributes: attributesShape(attributeValue).optional(),
});

const clearable = z.string().min(1).nullable().optional();

/** What is changed of a person: what is absent stays, null clears. */
export const personChangesShape = personShape
  .omit({ objectId: true })
  .partial()
  .extend({
    ...{ email: clearable, userName: clearable, phone: clearable },
    attributes: attributesShape(attributeValue.nullable()).optional(),
  });

type PersonChanges = z.infer<typeof personChangesShape>;

/** Somebody who shall be in a directory, as people write it: one entry of `people.yaml`. */
export type Person = z.infer<typeof personShape>;

/** The entries of `people.yaml`. */
export const peopleShape = z.array(personShape);

/** @throws z.ZodError that names the entry and the member, where it is no list of people */
export function readPeople(document: unknown): Person[] {
  return peopleShape.parse(document);
}

/** What an import needs to know of a tenant. */
export interface PeopleOptions {
  /** The application that `extension_…` attributes belong to: the policies' ClientId. */
  readonly extensionsAppId?: string;
}

/** Nobody was imported: one of them has what only one person may have, and somebody else has it. */
export class PersonRefused extends Error {
  override readonly name = 'PersonRefused';
  /** Whose it is in the list. */
  readonly index: number;

  constructor(index: number) {
    const words = 'has an objectId, a sign-in name or an identity that somebody else has';
    super(`Person ${index + 1} of the list ${words}. Nobody was imported.`);
    this.index = index;
  }
}

/**
 * Puts people into the directory, all or nobody. Whoever is there already, by objectId, a sign-in name or
 * an identity, is brought up to date; what an entry does not say stays as it is. Passwords are not judged:
 * seeds may have weak ones.
 * @throws {PersonRefused} where two of them share what only one may have
 */
export async function importPeople(
  directory: Directory,
  people: readonly Person[],
  options: PeopleOptions = {},
): Promise<readonly DirectoryUser[]> {
  const answer = await directory.putAll(
    people.map((each) => {
      const password = passwordOf(each);
      const changes = { keys: keysOf(each), attributes: attributesOf(each, options) };
      return password ? { ...changes, password } : changes;
    }),
  );
  if ('refused' in answer) throw new PersonRefused(answer.refused);
  await directory.flush();
  return answer.users;
}

/**
 * Changes what is said of a person.
 * @throws {JourneyFailed} where somebody else has what only one may have
 */
export async function changePerson(
  directory: Directory,
  changed: { readonly objectId: string; readonly changes: PersonChanges },
  options: PeopleOptions = {},
): Promise<DirectoryUser> {
  const { objectId, changes } = changed;
  const attributes = attributesOf(changes, options);
  const user = await directory.update(objectId, attributes, passwordOf(changes));
  await directory.flush();
  return user;
}

/** What says that somebody is there already. */
function keysOf({ objectId, email, userName, phone, identities = [] }: Person): UserKey[] {
  if (objectId !== undefined) return [{ attribute: 'objectId', value: objectId }];
  const signInNames = [email, userName, phone].flatMap((value) => value ?? []);
  const keys = signInNames.map((value) => ({ attribute: 'signInNames', value }));
  return [...keys, ...identities.map(asKey)];
}

function asKey({ issuer, issuerUserId }: DirectoryIdentity) {
  const encoded = Buffer.from(issuerUserId).toString('base64');
  const value = JSON.stringify({ issuer, issuerUserId: encoded });
  return { attribute: 'alternativeSecurityId', value };
}

function attributesOf(
  each: Person | PersonChanges,
  { extensionsAppId }: PeopleOptions,
): UserAttributes {
  const more = Object.entries(each.attributes ?? {}).map(([name, value]) => {
    const isExtension = /^extension_/i.test(name) && !/^extension_[0-9a-f]{32}_/i.test(name);
    if (!isExtension || extensionsAppId === undefined) return [name, value] as const;
    return [extensionAttribute(name, extensionsAppId), value] as const;
  });
  return {
    ...Object.fromEntries(more),
    objectId: 'objectId' in each ? each.objectId : undefined,
    displayName: each.displayName,
    accountEnabled: each.accountEnabled,
    'signInNames.emailAddress': each.email,
    'signInNames.userName': each.userName,
    'signInNames.phoneNumber': each.phone,
    userIdentities: each.identities,
  };
}

function passwordOf({
  password,
  mustChangePassword,
}: Person | PersonChanges): NewPassword | undefined {
  if (password === undefined) return undefined;
  const policies = 'DisableStrongPassword';
  const mustChange = mustChangePassword === undefined ? {} : { mustChange: mustChangePassword };
  return { password, policies, ...mustChange };
}

/** Attributes that a person has under a name of its own. */
const named = new Set([
  ...['objectId', 'displayName', 'accountEnabled', 'userIdentities'],
  ...['signInNames.emailAddress', 'signInNames.userName', 'signInNames.phoneNumber'],
]);

/** The users of a directory as people, without passwords: what `importPeople` takes. */
export function exportPeople(directory: Directory): Person[] {
  return directory.users().map(personOf);
}

/** A user as a person, without the password. */
export function personOf({ objectId, attributes, mustChangePassword }: DirectoryUser): Person {
  const text = (name: string) => {
    const value = attributes[name];
    return typeof value === 'string' ? value : undefined;
  };
  const identities = identitiesOf(attributes);
  const more = Object.entries(attributes).flatMap(([name, value]) => {
    return named.has(name) ? [] : [[name, plain(value)] as const];
  });
  const whole = {
    objectId,
    displayName: text('displayName') || 'unknown',
    email: text('signInNames.emailAddress'),
    userName: text('signInNames.userName'),
    phone: text('signInNames.phoneNumber'),
    mustChangePassword: mustChangePassword || undefined,
    accountEnabled: attributes['accountEnabled'] === false ? false : undefined,
    identities: identities.length === 0 ? undefined : identities,
    attributes: more.length === 0 ? undefined : Object.fromEntries(more),
  };
  const said = Object.entries(whole).filter(([, value]) => value !== undefined);
  return personShape.parse(Object.fromEntries(said));
}

/** What YAML can hold; directories keep dates and long numbers as claims. */
function plain(value: ClaimValue): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  return attributeValue.safeParse(value).data ?? JSON.stringify(value);
}
