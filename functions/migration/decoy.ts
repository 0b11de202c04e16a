import { SettingsInvalid } from '../../shared/errors.ts';
import type { Environment } from '../../shared/settings.ts';
import { type LegacyHash, readLegacyHash } from './legacy-hash.ts';

/** Setting: a hash like most of those that were imported. No password has to belong to it. */
const setting = 'Migration__DecoyHash';

/** bcrypt with cost 10, of a password that nobody knows. */
const usual = '$2b$10$Vw1OsO7hFvn7x8xHk3xHUe7sY4bY8oFqGkq3m8u0g7m8K3r9m1j2a';

let read: LegacyHash | undefined;

/**
 * What is hashed for names without an account, so that they take as long as the others.
 * @throws SettingsInvalid where the setting is no hash that could be imported
 */
export function decoy(environment: Environment = process.env): LegacyHash {
  read ??= readDecoy(environment[setting]?.trim() || usual);
  return read;
}

function readDecoy(text: string): LegacyHash {
  const reading = readLegacyHash(text);
  if ('hash' in reading) return reading.hash;
  throw new SettingsInvalid([{ setting, problem: reading.problem }]);
}
