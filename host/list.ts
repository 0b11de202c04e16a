import type { AppHost } from './app-host.ts';
import { triggerOf } from './trigger.ts';

/**
 * The functions of an app as JSON: name, type of trigger and, for HTTP, methods, route (without the
 * prefix) and authLevel; `error` where the real host would not serve one.
 */
export function listFunctions({ functions, router }: AppHost): string {
  const list = functions.map((registered) => {
    const { name } = registered;
    const http = router.functions.find((one) => one.registered === registered);
    const error = router.errors.find((one) => one.name === name)?.message;
    const trigger = triggerOf(registered);
    return {
      name,
      trigger: trigger?.type,
      methods: http?.methods ?? trigger?.settings['methods'],
      route: http?.route ?? trigger?.settings['route'],
      authLevel: http?.authLevel ?? trigger?.settings['authLevel'],
      error,
    };
  });
  return JSON.stringify(list, null, 2);
}
