import { parseTimeSpan } from './host-json.ts';

/** When a timer is due. */
export interface Schedule {
  /** The first time after another, undefined where it never comes (a thirtieth of February). */
  next(after: Date): Date | undefined;
}

/**
 * Reads an NCRONTAB expression, "{second} {minute} {hour} {day} {month} {day of week}", all in UTC; of
 * five fields the second is 0. A time span ("00:05:00") means that much after the last time.
 * A day has to match both day fields, and a range from a later to an earlier value is turned round:
 * "FRI-MON" is Monday to Friday.
 * @throws SyntaxError with a sentence that says what is wrong.
 */
export function parseSchedule(text: string): Schedule {
  const spanMs = parseTimeSpan(text);
  if (spanMs) return { next: (after) => new Date(after.getTime() + spanMs) };
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift('0');
  if (fields.length !== 6) throw new SyntaxError(`"${text}" has to have six fields`);
  const [second, minute, hour, day, month, weekday] = fields;
  const times: CronFields = {
    seconds: readField(second, { name: 'second', least: 0, most: 59 }),
    minutes: readField(minute, { name: 'minute', least: 0, most: 59 }),
    hours: readField(hour, { name: 'hour', least: 0, most: 23 }),
    days: readField(day, { name: 'day', least: 1, most: 31 }),
    months: readField(month, { name: 'month', least: 1, most: 12, names: monthNames }),
    weekdays: readField(weekday, { name: 'day of week', least: 0, most: 6, names: weekdayNames }),
  };
  return { next: (after) => findNext(times, after) };
}

/** The values that each field lets through, ascending. */
interface CronFields {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
}

interface FieldKind {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function readField(text = '', kind: FieldKind): number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step, ...more] = item.split('/');
    if (more.length > 0) throw invalid(item, kind);
    const { first, last } = readRange(range, step !== undefined, kind);
    const by = step === undefined ? 1 : Math.max(1, readNumber(step, item, kind));
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** "5/10" goes on to the greatest value, "5" alone is one value. */
function readRange(range: string, hasStep: boolean, kind: FieldKind) {
  if (range === '*') return { first: kind.least, last: kind.most };
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) throw invalid(range, kind);
  const first = readValue(from, kind);
  if (to === undefined) return { first, last: hasStep ? kind.most : first };
  const last = readValue(to, kind);
  return { first: Math.min(first, last), last: Math.max(first, last) };
}

/** A number, or the beginning of a name: "mon" and even "m" are Monday. */
function readValue(text: string, kind: FieldKind): number {
  const isName = kind.names !== undefined && /^[a-z]+$/i.test(text);
  const index = isName ? kind.names.findIndex((name) => name.startsWith(text.toLowerCase())) : -1;
  if (index >= 0) return index + kind.least;
  const value = readNumber(text, text, kind);
  if (value >= kind.least && value <= kind.most) return value;
  throw invalid(text, kind);
}

function readNumber(text: string, item: string, kind: FieldKind): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalid(item, kind);
}

function invalid(text: string, { name, least, most }: FieldKind): SyntaxError {
  return new SyntaxError(`"${text}" is no ${name}: those go from ${least} to ${most}`);
}

const dayMs = 24 * 60 * 60_000;

/** Weekdays and leap years together repeat within forty years, whatever century is passed. */
const searchedDays = 40 * 366;

function findNext(times: CronFields, after: Date): Date | undefined {
  const earliestMs = (Math.floor(after.getTime() / 1000) + 1) * 1000;
  const firstDayMs = Math.floor(earliestMs / dayMs) * dayMs;
  for (let day = 0; day < searchedDays; day++) {
    const midnight = new Date(firstDayMs + day * dayMs);
    if (!isOnDay(times, midnight)) continue;
    const time = findTimeOfDay(times, Math.max(0, earliestMs - midnight.getTime()));
    if (time !== undefined) return new Date(midnight.getTime() + time);
  }
  return undefined;
}

function isOnDay({ days, months, weekdays }: CronFields, date: Date): boolean {
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  return days.includes(date.getUTCDate()) && weekdays.includes(date.getUTCDay());
}

/** The first time of day at or after another, both in milliseconds since midnight. */
function findTimeOfDay({ hours, minutes, seconds }: CronFields, leastMs: number) {
  for (const hour of hours) {
    if ((hour + 1) * 3_600_000 <= leastMs) continue;
    for (const minute of minutes) {
      const minuteMs = (hour * 60 + minute) * 60_000;
      if (minuteMs + 60_000 <= leastMs) continue;
      const second = seconds.find((one) => minuteMs + one * 1000 >= leastMs);
      if (second !== undefined) return minuteMs + second * 1000;
    }
  }
  return undefined;
}
