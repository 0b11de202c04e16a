import { join } from 'node:path';
import { readKeyFile, writeKeyFile } from '../caller/key-file.ts';
import { fold } from '../compiler/id-map.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type {
  Directory,
  DirectoryUser,
  NewPassword,
  PasswordCheck,
  PutUsers,
  UserAttributes,
  UserKey,
  WantedUser,
} from './directory.ts';
import { mergeAttributes } from './directory-attributes.ts';
import { parseUsers, printUsers, type StoredUser } from './directory-file.ts';
import { keysOf, signInNameKeys } from './directory-keys.ts';
import { hashPassword, isPassword, passwordFault } from './directory-password.ts';
import type { EngineSettings } from './engine-settings.ts';
import { newId, type Tenant } from './tenant.ts';

/** What a directory is made of. */
interface DirectoryOptions extends Pick<Tenant, 'now' | 'randomBytes' | 'name'> {
  readonly settings: Pick<EngineSettings, 'alreadyExistsCode'>;
  /** Where users are kept; without it they live as long as the tenant. */
  readonly folder?: string;
}

const fileName = 'directory.json';
const attemptsBeforeLock = 10;
const lockMs = 60_000;

/** The users of this machine's tenant, in memory and in a file. */
export class LocalDirectory implements Directory {
  readonly #options: DirectoryOptions;
  readonly #users = new Map<string, StoredUser>();
  /** A key of `keysOf` → objectId, folded. */
  readonly #byKey = new Map<string, string>();
  readonly #failures = new Map<string, { count: number; last: Date }>();
  #writing: Promise<void> = Promise.resolve();
  #isWriteDue = false;

  private constructor(options: DirectoryOptions, users: readonly StoredUser[]) {
    this.#options = options;
    for (const user of users) this.#put(user);
  }

  /** Opens the folder's users; an empty directory where there are none. */
  static async open(options: DirectoryOptions): Promise<LocalDirectory> {
    const { folder } = options;
    const text = folder === undefined ? undefined : await readKeyFile(join(folder, fileName));
    return new LocalDirectory(options, text === undefined ? [] : parseUsers(text));
  }

  find(key: UserKey): DirectoryUser | undefined {
    const [objectId] = keysOf({ [key.attribute]: key.value }).flatMap(
      (each) => this.#byKey.get(each) ?? [],
    );
    return objectId === undefined ? undefined : this.#users.get(objectId);
  }

  async create(attributes: UserAttributes, password?: NewPassword): Promise<DirectoryUser> {
    const hash = await newHash(password);
    return this.#store(this.#newUser(attributes), attributes, hash);
  }

  async update(
    objectId: string,
    attributes: UserAttributes,
    password?: NewPassword,
  ): Promise<DirectoryUser> {
    const hash = await newHash(password && this.#withKeptPolicies(objectId, password));
    const user = this.#require(objectId); // only now: others may have written while the hash was made
    return this.#store(this.#withNewPassword(user, password), attributes, hash);
  }

  async putAll(wanted: readonly WantedUser[]): Promise<PutUsers> {
    const hashes = await Promise.all(wanted.map(({ password }) => newHash(password)));
    const before = [...this.#users.values()];
    const users: DirectoryUser[] = [];
    for (const [index, { keys, attributes, password }] of wanted.entries()) {
      const known = keys.map((key) => this.find(key)).find((user) => user !== undefined);
      try {
        const user = known
          ? this.#withNewPassword(this.#require(known.objectId), password)
          : this.#newUser(attributes);
        users.push(this.#store(user, attributes, hashes[index] ?? {}));
      } catch (fault) {
        if (!(fault instanceof JourneyFailed)) throw fault;
        this.#restore(before);
        return { refused: index };
      }
    }
    return { users };
  }

  async remove(objectId: string): Promise<void> {
    const user = this.#require(objectId);
    this.#users.delete(fold(user.objectId));
    this.#forgetKeys(user);
    this.#write();
  }

  async checkPassword(signInName: string, password: string): Promise<PasswordCheck> {
    const [objectId] = signInNameKeys(signInName).flatMap((key) => this.#byKey.get(key) ?? []);
    const user = objectId === undefined ? undefined : this.#users.get(objectId);
    if (!user) return { result: 'unknownUser' };
    if (this.#isLocked(user)) return { result: 'locked' };
    if (user.attributes['accountEnabled'] === false) return { result: 'disabled' };
    if (!user.passwordHash || !(await isPassword(password, user.passwordHash))) {
      const failures = this.#failures.get(user.objectId)?.count ?? 0;
      this.#failures.set(user.objectId, { count: failures + 1, last: this.#options.now() });
      return { result: 'wrongPassword' };
    }
    this.#failures.delete(user.objectId);
    return { result: user.mustChangePassword ? 'mustChange' : 'ok', user };
  }

  users(): readonly DirectoryUser[] {
    return [...this.#users.values()];
  }

  flush(): Promise<void> {
    return this.#writing;
  }

  #newUser(attributes: UserAttributes): StoredUser {
    const now = this.#options.now();
    const objectId = String(attributes['objectId'] ?? newId(this.#options));
    if (this.#users.has(fold(objectId))) throw alreadyExists(this.#options.settings);
    const userPrincipalName = `${objectId}@${this.#options.name}`;
    const dates = { createdAt: now, refreshTokensValidFrom: now };
    const own = { objectId, userPrincipalName, accountEnabled: true };
    return { objectId, ...dates, mustChangePassword: false, attributes: own };
  }

  #withNewPassword(user: StoredUser, password: NewPassword | undefined): StoredUser {
    if (!password) return user;
    this.#failures.delete(user.objectId);
    return { ...user, refreshTokensValidFrom: this.#options.now() };
  }

  #restore(users: readonly StoredUser[]): void {
    this.#users.clear();
    this.#byKey.clear();
    for (const user of users) this.#put(user);
  }

  #isLocked({ objectId }: DirectoryUser): boolean {
    const failures = this.#failures.get(objectId);
    if (!failures || failures.count < attemptsBeforeLock) return false;
    if (this.#options.now().getTime() - failures.last.getTime() < lockMs) return true;
    this.#failures.delete(objectId);
    return false;
  }

  #require(objectId: string): StoredUser {
    const user = this.#users.get(fold(objectId));
    if (user) return user;
    throw notFound();
  }

  /** A new password is judged by the user's own passwordPolicies, where the writer says none. */
  #withKeptPolicies(objectId: string, password: NewPassword): NewPassword {
    const policies = this.#require(objectId).attributes['passwordPolicies'];
    return { ...(typeof policies === 'string' ? { policies } : {}), ...password };
  }

  /** Without a wait inside: no other write comes between the check and the change. */
  #store(user: StoredUser, changes: UserAttributes, hash: PasswordHash): DirectoryUser {
    const stored = { ...user, ...hash, attributes: mergeAttributes(user.attributes, changes) };
    this.#requireUnique(stored);
    const former = this.#users.get(fold(user.objectId));
    if (former) this.#forgetKeys(former);
    this.#put(stored);
    this.#write();
    return stored;
  }

  #requireUnique({ objectId, attributes }: StoredUser): void {
    const isTaken = keysOf(attributes).some((key) => {
      const owner = this.#byKey.get(key);
      return owner !== undefined && owner !== fold(objectId);
    });
    if (isTaken) throw alreadyExists(this.#options.settings);
  }

  #put(user: StoredUser): void {
    const id = fold(user.objectId);
    this.#users.set(id, user);
    for (const key of keysOf(user.attributes)) this.#byKey.set(key, id);
  }

  #forgetKeys({ attributes }: StoredUser): void {
    for (const key of keysOf(attributes)) this.#byKey.delete(key);
  }

  /** The file is written whole, one version after another; writes that wait are one. */
  #write(): void {
    const { folder } = this.#options;
    if (folder === undefined || this.#isWriteDue) return;
    this.#isWriteDue = true;
    this.#writing = this.#writing
      .catch(() => {})
      .then(async () => {
        this.#isWriteDue = false;
        await writeKeyFile(join(folder, fileName), printUsers([...this.#users.values()]), true);
      });
    this.#writing.catch(() => {}); // whoever flushes gets the fault
  }
}

/** What a new password changes. */
type PasswordHash = Partial<Pick<StoredUser, 'passwordHash' | 'mustChangePassword'>>;

async function newHash(password: NewPassword | undefined): Promise<PasswordHash> {
  if (!password) return {};
  const fault = passwordFault(password);
  if (fault !== undefined) throw new JourneyFailed(fault);
  return {
    passwordHash: await hashPassword(password.password),
    mustChangePassword: password.mustChange === true,
  };
}

/** No user has this id. @see facts engine 2.1 */
export function notFound(): JourneyFailed {
  return new JourneyFailed('A user with the specified credential could not be found.', {
    aadb2cCode: 'AADB2C90053',
    messageKey: 'UserMessageIfClaimsPrincipalDoesNotExist',
  });
}

/** Another user has this id. The code is not published. @see facts engine 2.1 */
export function alreadyExists({
  alreadyExistsCode,
}: Pick<EngineSettings, 'alreadyExistsCode'>): JourneyFailed {
  return new JourneyFailed(
    'A user with the specified ID already exists. Please choose a different one.',
    {
      aadb2cCode: alreadyExistsCode,
      messageKey: 'UserMessageIfClaimsPrincipalAlreadyExists',
    },
  );
}
