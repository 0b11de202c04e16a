import type { Concern } from './concern.ts';
import { appSettingsConcern } from './concerns/app-settings.ts';
import { callers } from './concerns/callers.ts';
import { forbiddenSettings } from './concerns/forbidden-settings.ts';
import { identities } from './concerns/identities.ts';
import { keys } from './concerns/keys.ts';
import { naming } from './concerns/naming.ts';
import { network } from './concerns/network.ts';
import { rolesConcern } from './concerns/roles.ts';
import { runtime } from './concerns/runtime.ts';
import { transport } from './concerns/transport.ts';
import { watching } from './concerns/watching.ts';
import { zones } from './concerns/zones.ts';
import type { Deployment } from './deployment.ts';
import type { ProjectFacts } from './project-facts.ts';

const concerns: readonly Concern[] = [
  rolesConcern,
  keys,
  identities,
  transport,
  callers,
  network,
  appSettingsConcern,
  forbiddenSettings,
  runtime,
  zones,
  watching,
  naming,
];

/** One line for each fault of a deployment: `basic: roles: nobody gives …`. */
export function concernFaults(deployment: Deployment, project: ProjectFacts): string[] {
  return concerns.flatMap(({ name, check }) =>
    checked(() => check(deployment, project)).map(
      (fault) => `${deployment.shape}: ${name}: ${fault}`,
    ),
  );
}

/** What a check cannot find is a fault too. */
function checked(check: () => readonly string[]): readonly string[] {
  try {
    return check();
  } catch (error) {
    return [(error as Error).message];
  }
}
