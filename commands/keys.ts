import type { Command } from 'commander';
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
