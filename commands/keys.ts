import { type Command, InvalidArgumentError } from 'commander';
import type { DeliveryFlags } from './keys-delivery.ts';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign keys` was asked for. */
export interface KeysFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly json?: boolean;
}

/** What `countersign keys seed` was asked for. */
export interface KeysSeedFlags extends KeysFlags {
  readonly setting?: readonly string[];
}

/** What `countersign keys upload` was asked for. */
export interface KeysUploadFlags extends KeysFlags, DeliveryFlags {}

/** What `countersign keys rotate` was asked for. */
export interface KeysRotateFlags extends KeysUploadFlags {
  readonly url?: string;
  readonly dryRun?: boolean;
  /** Minutes. */
  readonly quiet: number;
}

/** `countersign keys`: the policy keys that the policies name, and how each comes into being. */
export function registerKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('the policy keys that the policies name, and how to create each')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--json', 'print JSON')
    .action(async (flags: KeysFlags) => {
      const { runKeys } = await import('./run-keys.ts');
      process.exitCode = runKeys(flags);
    });
  registerSeed(keys);
  registerRefresh(keys);
  registerUpload(keys);
  registerRotate(keys);
}

function registerUpload(keys: Command): void {
  keys
    .command('upload')
    .description('hand the value in Key Vault to B2C, as the first value of a policy key')
    .argument('<StorageReferenceId>', 'a policy key of the backend')
    .option('--file <file>', 'write it to a file that only you may read, for the portal')
    .action(async (id: string, _flags: unknown, command: Command) => {
      const { runKeysUpload } = await import('./run-keys-upload.ts');
      process.exitCode = await runKeysUpload(id, command.optsWithGlobals());
    });
}

function registerRotate(keys: Command): void {
  keys
    .command('rotate')
    .description('put a new value in the place of an old one while calls go on, one stretch a run')
    .argument('<StorageReferenceId>', 'a policy key of the backend')
    .option('--dry-run', 'only say how far it is and what comes next')
    .option('--url <url>', 'origin of the functions (default: SERVICE_API_URI of azd)')
    .option('--file <file>', 'write the new value to a file that only you may read, for the portal')
    .option('--uploaded', 'B2C has the new value from you')
    .option('--quiet <minutes>', 'how long nobody must have used the old value', minutes, 60)
    .action(async (id: string, _flags: unknown, command: Command) => {
      const { runKeysRotate } = await import('./run-keys-rotate.ts');
      process.exitCode = await runKeysRotate(id, command.optsWithGlobals());
    });
}

/** Less than the time that a log takes to hear of a call would prove nothing. */
function minutes(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 15 && number <= 10_080) return number;
  throw new InvalidArgumentError('It takes minutes, from 15 to a week (10080).');
}

function registerRefresh(keys: Command): void {
  keys
    .command('refresh')
    .description('let the function app read its secrets in Key Vault again; it restarts')
    .action(async () => {
      const { refreshSecrets } = await import('./function-app.ts');
      await refreshSecrets();
    });
}

function registerSeed(keys: Command): void {
  keys
    .command('seed')
    .description(
      'put random values into Key Vault where it has none; azd does so once it has provisioned',
    )
    .option('--setting <name>', 'a further setting to make a secret for; may be repeated', repeated)
    .action(async (_flags: unknown, command: Command) => {
      const { runKeysSeed } = await import('./run-keys-seed.ts');
      process.exitCode = await runKeysSeed(command.optsWithGlobals());
    });
}
