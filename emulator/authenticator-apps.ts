import type { Directory, DirectoryUser } from './directory.ts';
import { decodeSecret, matchingStep } from './totp.ts';

/** The attribute of a user that holds the authenticator apps: `SECRET step`, one text each. */
const attribute = 'softwareOathMethods';

/** An authenticator app that a user has registered. */
export interface AuthenticatorApp {
  /** Base32, as the app has it. */
  readonly secret: string;
  /** The time step of the last code: no code is good twice. */
  readonly usedStep: number;
}

/** The user that an id of any kind names: user principal name, object id, sign-in name. */
export function findPerson(directory: Directory, id: string): DirectoryUser | undefined {
  const keys = ['userPrincipalName', 'objectId', 'signInNames.emailAddress'];
  const users = keys.map((key) => directory.find({ attribute: key, value: id }));
  return users.find((user) => user !== undefined);
}

/** The authenticator apps of a user. */
export function appsOf({ attributes }: DirectoryUser): AuthenticatorApp[] {
  const stored = attributes[attribute];
  if (!Array.isArray(stored)) return [];
  return stored.map((text) => {
    const [secret = '', usedStep] = String(text).split(' ');
    return { secret, usedStep: Number(usedStep ?? -1) };
  });
}

/** The app with the code's time step used up; undefined where the code is none of the app's. */
export function useCode(
  app: AuthenticatorApp,
  code: string,
  at: Date,
): AuthenticatorApp | undefined {
  const secret = decodeSecret(app.secret);
  const usedStep = secret && matchingStep(secret, code, { at, usedStep: app.usedStep });
  return usedStep === undefined ? undefined : { ...app, usedStep };
}

/** Keeps an app with its user; one with the same secret is replaced. */
export async function keepApp(
  directory: Directory,
  user: DirectoryUser,
  app: AuthenticatorApp,
): Promise<void> {
  const others = appsOf(user).filter(({ secret }) => secret !== app.secret);
  const stored = [...others, app].map(({ secret, usedStep }) => `${secret} ${usedStep}`);
  await directory.update(user.objectId, { [attribute]: stored });
}
