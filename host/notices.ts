import type { AppHost } from './app-host.ts';
import type { RegisteredFunction } from './registry.ts';
import { findShadowedRoutes } from './route-overlap.ts';
import { isOfType, triggerOf } from './trigger.ts';

/** Logs what its maker should know of an app that runs: what is left out, what may surprise. */
export function giveNotices({ functions, router, log, failure }: AppHost): void {
  const warn = (name: string, message: string) =>
    log.write('warning', 'Host.Startup', name, message);
  if (failure === undefined && functions.length === 0) {
    warn('host', 'The app has registered no functions.');
  }
  for (const registered of functions) {
    for (const message of describeGaps(registered)) warn(registered.name, message);
  }
  for (const { winner, loser } of findShadowedRoutes(router.functions)) {
    const other = `"${loser.route}" (function "${loser.registered.name}")`;
    const message = `Route "${winner.route}" takes calls of ${other}: the name that comes first wins.`;
    warn(winner.registered.name, message);
  }
}

/** What the real host would do for a function, and this one does not. */
function describeGaps(registered: RegisteredFunction): string[] {
  const trigger = triggerOf(registered);
  if (!trigger) return ['has no trigger and is never run.'];
  const isRun = isOfType(trigger, 'httpTrigger') || isOfType(trigger, 'timerTrigger');
  const gaps = isRun ? [] : [`is not run by its ${trigger.type}: this host has HTTP and timers.`];
  for (const [name, { type, direction }] of Object.entries(registered.metadata.bindings)) {
    const isDropped = direction !== 'in' && type.toLowerCase() !== 'http';
    if (isDropped) gaps.push(`writes to "${name}" (${type}), which this host drops.`);
  }
  return gaps;
}
