import { existsSync } from 'node:fs';
import { join } from 'node:path';

const functions = join(import.meta.dirname, '../../functions');

/**
 * For `skip` of a test that needs scenarios of ours: any one may be deleted, and the rest stays green.
 * Says which one is gone; false while all are there.
 */
export function withoutScenario(...scenarios: readonly string[]): string | false {
  const gone = scenarios.find((scenario) => !existsSync(join(functions, scenario)));
  return gone !== undefined && `without the scenario ${gone}`;
}
