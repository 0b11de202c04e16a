import type { CommandLine } from './command-line.ts';
import { createCoreModule } from './core-module.ts';
import { LogHookContext } from './hook-context.ts';
import { type HostSettings, readHostSettings } from './host-json.ts';
import { loadApp } from './load-app.ts';
import { applyLocalSettings } from './local-settings.ts';
import { createLog, type Log } from './log.ts';
import { type LogEntry, type RegisteredFunction, Registry } from './registry.ts';
import { createRouter, type Router } from './router.ts';

/** An app whose files are loaded; its appStart hooks have not run. */
export interface AppHost {
  readonly registry: Registry;
  readonly settings: HostSettings;
  readonly log: Log;
  readonly router: Router;
  /** Of those that the router does not serve, too; without those that a setting disables. */
  readonly functions: readonly RegisteredFunction[];
  /** The sentence to tell, where a file of the app could not be loaded; then nothing is served. */
  readonly failure: string | undefined;
  readonly writeLog: (entry: LogEntry) => void;
}

/**
 * Loads an app as the real host and its worker do: settings into the environment, host.json, the
 * files of `main`, the routes.
 * @throws HostFault for what has to be put right before an app can run.
 * @see facts runtime 3
 */
export async function loadAppHost(directory: string, main: CommandLine['main']): Promise<AppHost> {
  applyLocalSettings(directory, process.env);
  const settings = readHostSettings(directory, process.env);
  const log = createLog(
    settings.logLevels,
    () => new Date(),
    (line) => process.stdout.write(line),
  );
  const registry = new Registry();
  const writeLog = (entry: LogEntry) => writeEntry(registry, log, entry);
  const core = createCoreModule(registry, writeLog);
  const { failure } = await loadApp({ directory, main }, core);
  if (failure !== undefined) registry.functions.clear();
  const functions = [...registry.functions.values()].filter(
    ({ name }) => !isDisabled(name, process.env),
  );
  const router = await createRouter(functions, settings.routePrefix);
  return { registry, settings, log, router, functions, failure, writeLog };
}

/** `AzureWebJobs.<name>.Disabled`, or with underscores where a dot cannot be. @see facts runtime 1 */
function isDisabled(name: string, environment: NodeJS.ProcessEnv): boolean {
  return ['.', '__', '_'].some((separator) => {
    const value = environment[`AzureWebJobs${separator}${name}${separator}Disabled`];
    return /^(?:true|1)$/i.test(value ?? '');
  });
}

/** Log hooks may rewrite what the app itself logs; what they throw is dropped. @see facts runtime 2 */
function writeEntry(registry: Registry, log: Log, entry: LogEntry): void {
  let { level, message } = entry;
  if (registry.hooks.log.length > 0) {
    const context = new LogHookContext(entry, registry.appHookData);
    try {
      for (const callback of registry.hooks.log) callback(context);
      if (entry.category === 'user') ({ level, message } = context);
    } catch {
      // A hook's mistake must not cost a line of log.
    }
  }
  log.write(level, categoryOf(entry), entry.functionName ?? 'host', message);
}

function categoryOf({ category, functionName }: LogEntry): string {
  if (functionName === undefined) return 'Worker';
  return category === 'user' ? `Function.${functionName}.User` : `Function.${functionName}`;
}
