import type { AppHost } from './app-host.ts';
import { stackOf } from './host-fault.ts';
import { terminateApp } from './load-app.ts';
import type { RunningServer } from './server.ts';
import type { RunningTimers } from './timers.ts';

/** How long calls under way may take to end. */
const patienceMs = 10_000;

/**
 * Ends the process with 0 on SIGINT or SIGTERM, once calls under way have been answered and the app's
 * appTerminate hooks have run. A second signal ends it at once.
 * @see facts runtime 3.9
 */
export function stopOnSignal(running: {
  readonly server: RunningServer;
  /** Asked when the signal comes: timers start after the server. */
  readonly timers: () => RunningTimers | undefined;
  readonly host: AppHost;
}): void {
  const onSignal = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.off(signal, onSignal);
      process.on(signal, () => process.exit(130));
    }
    void stop();
  };

  const stop = async () => {
    const { server, timers, host } = running;
    const warn = (message: string) => host.log.write('warning', 'Host.Shutdown', 'host', message);
    const [isDrained] = await Promise.all([server.stop(patienceMs), timers()?.stop()]);
    if (!isDrained) warn(`Calls were cut off after ${patienceMs} ms.`);
    try {
      await terminateApp(host.registry);
    } catch (error) {
      warn(`An appTerminate hook failed: ${stackOf(error)}`);
    }
    process.exit(0);
  };

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
