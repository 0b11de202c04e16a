import type { LogLevel } from './core-api.ts';

const levels: readonly LogLevel[] = [
  'trace',
  'debug',
  'information',
  'warning',
  'error',
  'critical',
  'none',
];

/** Writes the lines that host.json's log levels let through. */
export interface Log {
  /**
   * @param category - "Function.health.User", "Host.Startup": what host.json filters by
   * @param source - what the line shows: a function's name, or "host"
   */
  write(level: LogLevel, category: string, source: string, message: string): void;
}

/**
 * A log of one line each. A category's least level is that of its longest prefix in host.json's
 * `logging.logLevel`, then "default", then information.
 * @see facts runtime 3.8
 */
export function createLog(
  logLevels: ReadonlyMap<string, string>,
  now: () => Date,
  print: (line: string) => void,
): Log {
  const leastLevels = new Map<string, number>();
  const leastLevelOf = (category: string): number => {
    const known = leastLevels.get(category);
    if (known !== undefined) return known;
    const found = findLeastLevel(logLevels, category.toLowerCase());
    leastLevels.set(category, found);
    return found;
  };
  return {
    write(level, category, source, message) {
      if (levels.indexOf(level) < leastLevelOf(category)) return;
      // Further lines are indented, so that no message can pass for a line of its own.
      const text = message.replace(/\r\n?|\n/g, '\n    ');
      print(`[${now().toISOString()}] ${level} ${source}: ${text}\n`);
    },
  };
}

function findLeastLevel(logLevels: ReadonlyMap<string, string>, category: string): number {
  const parts = category.split('.');
  for (let count = parts.length; count > 0; count--) {
    const level = logLevels.get(parts.slice(0, count).join('.'));
    if (level !== undefined) return indexOfLevel(level);
  }
  return indexOfLevel(logLevels.get('default') ?? 'information');
}

function indexOfLevel(level: string): number {
  const index = levels.indexOf(level.toLowerCase() as LogLevel);
  return index < 0 ? levels.indexOf('information') : index;
}
