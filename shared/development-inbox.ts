import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DependencyUnavailable, SettingsInvalid } from './errors.ts';
import { outgoing } from './outgoing.ts';
import { type Environment, isDevelopment } from './settings.ts';

/** A mail or text message that nobody is to get. */
export interface InboxMessage {
  readonly to: string;
  readonly channel: 'email' | 'sms';
  readonly text: string;
  /** The code in it, for tests that type it in. */
  readonly code?: string;
}

/** The emulator's inbox; whoever starts functions beside an emulator sets it. */
const setting = 'DevelopmentInbox';
const dependency = 'the inbox of development';
/** An inbox on this machine is busy or absent, never to be spared. */
const patience = { attemptMs: 5000, failuresToOpen: Number.MAX_SAFE_INTEGER };
/** What the emulator answers for an address that nothing reaches. */
const unreachable = 409;
const folder = join('.data', 'inbox');

const inbox = outgoing(dependency, patience);

/**
 * Puts a message where a developer sees it: the inbox whose URL the setting `DevelopmentInbox` is, else
 * a file below `.data/inbox`. `refused`: the inbox plays somebody whom nothing reaches. Throws
 * SettingsInvalid outside of development, DependencyUnavailable where the inbox does not take it.
 * @param provider the setting that chose this
 */
export async function deliverToDevelopmentInbox(
  message: InboxMessage,
  provider: string,
  environment: Environment = process.env,
): Promise<'taken' | 'refused'> {
  if (!isDevelopment(environment)) {
    const problem = 'is "development", which nothing is sent by';
    throw new SettingsInvalid([{ setting: provider, problem }]);
  }
  const url = environment[setting];
  if (!url) return keep(message);
  const headers = { 'content-type': 'application/json' };
  const { ok, status } = await inbox(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(message),
  });
  if (ok) return 'taken';
  if (status === unreachable) return 'refused';
  throw new DependencyUnavailable(dependency, new Error(`HTTP ${status}.`));
}

async function keep({ to, text }: InboxMessage): Promise<'taken'> {
  await mkdir(folder, { recursive: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = join(folder, `${time}-${randomUUID().slice(0, 8)}.txt`);
  await writeFile(file, `To: ${to}\n\n${text}\n`);
  return 'taken';
}
