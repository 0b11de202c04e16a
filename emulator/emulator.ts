import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Keys } from '../caller/keys.ts';
import { AdjustableClock } from './adjustable-clock.ts';
import { apiRoutes } from './api/api-routes.ts';
import { extensionsOf } from './extensions-app.ts';
import type { FunctionLog } from './function-log.ts';
import { isWorkbench, keepApart } from './keep-apart.ts';
import type { PolicyReload } from './live-policies.ts';
import { type LocalTenantOptions, openLocalTenant } from './local-tenant.ts';
import { withMadeSecrets } from './made-secrets.ts';
import { addBanner } from './pages/banner.ts';
import { importPeople, type Person } from './people.ts';
import type { Lint } from './policy-findings.ts';
import { type Applications, anyLocalApplication } from './protocol/applications.ts';
import { signedInPath, workbenchOrigin } from './run-url.ts';
import { routes } from './server.ts';
import { openSite, type Site } from './site.ts';
import { workbenchClient } from './workbench/run-html.ts';

/** What an emulator is made of. */
export interface EmulatorOptions extends Omit<LocalTenantOptions, 'now' | 'secrets'> {
  readonly dataFolder: string;
  /** Policy keys that somebody has set; the others that policies name are made up. */
  readonly keys: Keys;
  /** Default: any of this machine. */
  readonly applications?: Applications;
  /** Who is in the directory besides those that it kept. */
  readonly seed?: readonly Person[];
  /** Told of each edit of a policy, once it is read. */
  readonly onReload?: (reload: PolicyReload) => void;
  /** Absent: only what reading the policies finds is shown. */
  readonly lint?: Lint;
  /** What the functions log that run beside it. */
  readonly functionLog?: FunctionLog;
  /** Journeys wait for it: settles once edits of the functions are live. */
  readonly settled?: () => Promise<void>;
  /** Told of what is a bug of ours. */
  readonly onFault?: Site['onFault'];
}

/** B2C on this machine, before it listens. */
export interface Emulator {
  readonly site: Site;
  readonly app: Hono;
  /** Writes people and policy keys to a folder, else to a new one of the data folder. Returns its path. */
  exportState(folder?: string): Promise<string>;
  /** All that was changed is on the disk. */
  close(): Promise<void>;
}

/** Opens the tenant of the policies, with its API and pages. */
export async function openEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { dataFolder, keys, seed: people = [], onReload } = options;
  const clock = new AdjustableClock();
  const secrets = await withMadeSecrets(keys, dataFolder);
  const tenant = await openLocalTenant({ ...options, now: clock.now, secrets });
  const ownRedirects = new Set<string>();
  const { onFault, functionLog, lint } = options;
  const site = openSite(
    tenant,
    withOwn(options.applications ?? anyLocalApplication, ownRedirects),
    {
      ...(onFault ? { onFault } : {}),
      ...(functionLog ? { functionLog } : {}),
      ...(lint ? { lint } : {}),
      setKeys: keys,
    },
  );
  const seed = async () => {
    await importPeople(tenant.directory, people, extensionsOf(tenant));
  };
  await seed();
  const exportState = async (folder = newExportFolder(dataFolder)) => {
    await tenant.directory.flush();
    await copyState(dataFolder, folder);
    return folder;
  };
  const app = new Hono();
  app.use(keepApart((origin) => ownRedirects.add(`${workbenchOrigin(origin)}${signedInPath}`)));
  app.use(refreshing(site, onReload));
  app.use(waiting(options.settled));
  const controls = { site, clock, seed, exportState: () => exportState() };
  app.route('/_emulator/api', apiRoutes(controls));
  app.use(addBanner(() => site.findings.now()));
  app.route('/', routes(site));
  return {
    ...{ site, app, exportState },
    close: async () => {
      await tenant.faults.close();
      await tenant.directory.flush();
    },
  };
}

/** Files of a data folder that are its state. */
const stateFiles = ['directory.json', 'policy-keys.json', 'made-secrets.txt'];

/** Copies the state of one folder to another; what is not there is left out. */
export async function copyState(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const file of stateFiles) {
    await copyFile(join(from, file), join(to, file)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause;
    });
  }
}

function newExportFolder(dataFolder: string): string {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  return join(dataFolder, 'exports', time);
}

/** The workbench's own application is there, whatever is registered. */
function withOwn(applications: Applications, redirectUris: ReadonlySet<string>): Applications {
  return {
    ...applications,
    find: (clientId) => {
      if (clientId !== workbenchClient) return applications.find(clientId);
      return { redirectUris: [...redirectUris] };
    },
  };
}

/** Policies are looked at when a journey could begin. */
function refreshing(
  { tenant, findings }: Site,
  onReload: ((reload: PolicyReload) => void) | undefined,
): MiddlewareHandler {
  return async (context, next) => {
    if (!context.req.path.startsWith('/_emulator/static/')) {
      const reload = tenant.policies.refresh();
      if (reload) onReload?.(reload);
      if (reload?.isTaken) findings.check();
    }
    await next();
  };
}

/** What journeys call is as it was edited; the workbench waits for nothing. */
function waiting(settled: () => Promise<void> = async () => undefined): MiddlewareHandler {
  return async (context, next) => {
    if (!isWorkbench(context.req.path)) await settled();
    await next();
  };
}
