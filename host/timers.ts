import type { TypedData } from './core-api.ts';
import { messageOf, stackOf } from './host-fault.ts';
import type { Log } from './log.ts';
import { parseSchedule, type Schedule } from './ncrontab.ts';
import type { RegisteredFunction } from './registry.ts';
import { isOfType, triggerOf } from './trigger.ts';

/** What running timers takes; clock and alarm are passed in, so that tests can hold them. */
export interface TimerScope {
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Calls back once after a time; what it returns takes the call back. */
  readonly setAlarm: (callback: () => void, afterMs: number) => () => void;
  readonly invoke: (registered: RegisteredFunction, data: TypedData) => Promise<unknown>;
}

/** Timers at work. */
export interface RunningTimers {
  /** Starts none any more, and waits for those that run. */
  stop(): Promise<void>;
}

/**
 * Runs the functions that have a timer trigger when they are due. A function never runs twice at once:
 * its next time is looked for when it has ended. One whose schedule cannot be read is reported and left out.
 */
export function startTimers(
  scope: TimerScope,
  functions: Iterable<RegisteredFunction>,
): RunningTimers {
  const timers = [...functions].flatMap((registered) => {
    const trigger = triggerOf(registered);
    if (!trigger || !isOfType(trigger, 'timerTrigger')) return [];
    try {
      const { schedule, runOnStartup } = trigger.settings;
      const timer = new Timer(scope, registered, readSchedule(schedule, scope.environment));
      timer.start(runOnStartup === true);
      return [timer];
    } catch (error) {
      const { name } = registered;
      const message = `does not run, for its schedule cannot be read: ${messageOf(error)}.`;
      scope.log.write('error', `Function.${name}`, name, message);
      return [];
    }
  });
  return {
    stop: async () => {
      await Promise.all(timers.map((timer) => timer.stop()));
    },
  };
}

/** `%NAME%` stands for the setting of that name. */
function readSchedule(schedule: unknown, environment: TimerScope['environment']): Schedule {
  const text = String(schedule ?? '').replace(/%([^%]+)%/g, (_, name: string) => {
    const value = environment[name];
    if (value === undefined) throw new SyntaxError(`the setting "${name}" is not set`);
    return value;
  });
  return parseSchedule(text);
}

/** What a timer's function is called with; the library turns the names to camel case. */
export function timerInput(last: Date | undefined, next: Date | undefined): TypedData {
  const status = {
    Last: last?.toISOString() ?? '0001-01-01T00:00:00Z',
    Next: next?.toISOString() ?? '0001-01-01T00:00:00Z',
    LastUpdated: (last ?? new Date(0)).toISOString(),
  };
  const timer = { Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: false };
  return { json: JSON.stringify(timer) };
}

/** The longest time Node's timers can wait is a little over 24 days. */
const longestAlarmMs = 24 * 60 * 60_000;

class Timer {
  readonly #scope: TimerScope;
  readonly #registered: RegisteredFunction;
  readonly #schedule: Schedule;
  #last: Date | undefined;
  #cancelAlarm: () => void = () => {};
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(scope: TimerScope, registered: RegisteredFunction, schedule: Schedule) {
    this.#scope = scope;
    this.#registered = registered;
    this.#schedule = schedule;
  }

  start(runAtOnce: boolean): void {
    if (runAtOnce) this.#run(this.#scope.now());
    else this.#waitForNext();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelAlarm();
    await this.#running;
  }

  #waitForNext(): void {
    // An alarm may go off a moment early, and its time must not be found again.
    const after = Math.max(this.#scope.now().getTime(), this.#last?.getTime() ?? 0);
    const next = this.#schedule.next(new Date(after));
    if (next) this.#waitFor(next);
    else this.#log('warning', 'never runs: its schedule names no day that ever comes.');
  }

  #waitFor(due: Date): void {
    if (this.#isStopped) return;
    const leftMs = due.getTime() - this.#scope.now().getTime();
    const wake = () => (leftMs > longestAlarmMs ? this.#waitFor(due) : this.#run(due));
    const afterMs = Math.min(Math.max(leftMs, 0), longestAlarmMs);
    this.#cancelAlarm = this.#scope.setAlarm(wake, afterMs);
  }

  #run(due: Date): void {
    const data = timerInput(this.#last, this.#schedule.next(due));
    this.#last = due;
    this.#running = this.#scope
      .invoke(this.#registered, data)
      .then(
        () => this.#log('information', 'ran, as its timer says.'),
        (error) => this.#log('error', stackOf(error)),
      )
      .then(() => {
        if (!this.#isStopped) this.#waitForNext();
      });
  }

  #log(level: 'information' | 'warning' | 'error', message: string): void {
    const { name } = this.#registered;
    this.#scope.log.write(level, `Function.${name}`, name, message);
  }
}
