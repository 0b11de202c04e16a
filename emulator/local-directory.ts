import { join } from 'node:path';
import { readKeyFile, writeKeyFile } from '../caller/key-file.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type {
  Directory,
  DirectoryUser,
  NewPassword,
  PasswordCheck,
  UserAttributes,
  UserKey,
} from './directory.ts';
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
  /** `signInNames.emailaddress\nada@example.org` → objectId */
  readonly #byKey = new Map<string, string>();
  readonly #failures = new Map<string, { count: number; last: Date }>();
  #writing: Promise<void> = Promise.resolve();

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
    const now = this.#options.now();
    const objectId = String(attributes['objectId'] ?? newId(this.#options));
    const defaults = {
      userPrincipalName: `${objectId}@${this.#options.name}`,
      accountEnabled: true,
    };
    return this.#store(
      {
        objectId,
        createdAt: now,
        refreshTokensValidFrom: now,
        mustChangePassword: false,
        attributes: { ...defaults, objectId },
      },
      attributes,
      password,
    );
  }

  async update(
    objectId: string,
    attributes: UserAttributes,
    password?: NewPassword,
  ): Promise<DirectoryUser> {
    const user = this.#users.get(objectId.toLowerCase());
    if (!user) throw notFound();
    const now = this.#options.now();
    const validFrom = password ? { refreshTokensValidFrom: now } : {};
    return this.#store({ ...user, ...validFrom }, attributes, password);
  }

  async remove(objectId: string): Promise<void> {
    const user = this.#users.get(objectId.toLowerCase());
    if (!user) throw notFound();
    this.#forget(user);
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

  #isLocked({ objectId }: DirectoryUser): boolean {
    const failures = this.#failures.get(objectId);
    if (!failures || failures.count < attemptsBeforeLock) return false;
    if (this.#options.now().getTime() - failures.last.getTime() < lockMs) return true;
    this.#failures.delete(objectId);
    return false;
  }

  async #store(
    user: StoredUser,
    attributes: UserAttributes,
    password: NewPassword | undefined,
  ): Promise<DirectoryUser> {
    const merged: Record<string, ClaimValue> = { ...user.attributes };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) delete merged[name];
      else if (value !== undefined) merged[name] = value;
    }
    const stored = { ...user, attributes: merged, ...(await newHash(password)) };
    this.#requireUnique(stored);
    const former = this.#users.get(user.objectId.toLowerCase());
    if (former) this.#forget(former);
    this.#put(stored);
    this.#write();
    return stored;
  }

  #requireUnique({ objectId, attributes }: StoredUser): void {
    const taken = keysOf(attributes).some((key) => {
      const owner = this.#byKey.get(key);
      return owner !== undefined && owner !== objectId.toLowerCase();
    });
    if (taken) throw alreadyExists(this.#options.settings);
  }

  #put(user: StoredUser): void {
    const id = user.objectId.toLowerCase();
    this.#users.set(id, user);
    for (const key of keysOf(user.attributes)) this.#byKey.set(key, id);
  }

  #forget({ objectId, attributes }: StoredUser): void {
    this.#users.delete(objectId.toLowerCase());
    for (const key of keysOf(attributes)) this.#byKey.delete(key);
  }

  /** The file is written whole, one version after another. */
  #write(): void {
    const { folder } = this.#options;
    if (folder === undefined) return;
    const text = printUsers([...this.#users.values()]);
    this.#writing = this.#writing.then(async () => {
      await writeKeyFile(join(folder, fileName), text, true);
    });
  }
}

async function newHash(password: NewPassword | undefined) {
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
