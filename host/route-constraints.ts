/** Whether a route value fulfills a constraint. */
export type RouteConstraint = (value: string) => boolean;

/**
 * Reads an inline constraint of a route template, such as "int" or "length(2,4)".
 * @throws SyntaxError for a name or an argument that ASP.NET Core does not know either.
 * @see facts runtime 1, "Routing"
 */
export function parseRouteConstraint(text: string): RouteConstraint {
  const [, name = '', argument] = /^([^(]*)(?:\((.*)\))?$/s.exec(text) ?? [];
  const factory = factories.get(name.toLowerCase());
  if (!factory) throw new SyntaxError(`"${text}" is no constraint that routes know`);
  return factory(argument ?? '', text);
}

type ConstraintFactory = (argument: string, text: string) => RouteConstraint;

const int32Limit = 2n ** 31n;
const int64Limit = 2n ** 63n;

const factories: ReadonlyMap<string, ConstraintFactory> = new Map<string, ConstraintFactory>([
  ['alpha', () => matches(/^[a-z]*$/i)],
  ['bool', () => matches(/^\s*(?:true|false)\s*$/i)],
  ['datetime', () => isDateTime],
  ['decimal', () => matches(/^\s*[-+]?(?:\d[\d,]*\.?\d*|\.\d+)[-+]?\s*$/)],
  ['double', () => isFloat],
  ['float', () => isFloat],
  ['file', () => (value) => hasExtension(value)],
  ['nonfile', () => (value) => !hasExtension(value)],
  ['guid', () => isGuid],
  ['int', () => (value) => isInteger(value, int32Limit)],
  ['long', () => (value) => isInteger(value, int64Limit)],
  ['length', ofLength],
  ['minlength', (argument, text) => atLeast(readCount(argument, text))],
  ['maxlength', (argument, text) => atMost(readCount(argument, text))],
  ['min', (argument, text) => inRange(readInteger(argument, text), undefined)],
  ['max', (argument, text) => inRange(undefined, readInteger(argument, text))],
  ['range', ofRange],
  ['regex', ofRegex],
  ['required', () => (value) => value !== ''],
]);

function matches(pattern: RegExp): RouteConstraint {
  return (value) => pattern.test(value);
}

const isFloat = matches(/^\s*(?:[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|nan|-?infinity)\s*$/i);

function isInteger(value: string, limit: bigint): boolean {
  const integer = toInteger(value);
  return integer !== undefined && integer >= -limit && integer < limit;
}

/** White space around a number and a sign before it are allowed. */
function toInteger(value: string): bigint | undefined {
  const [, sign, digits] = /^\s*([-+]?)(\d{1,40})\s*$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}

/** The four ways .NET writes a GUID: bare, with hyphens, in braces, in parentheses. */
const guidDigits = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const isGuid = matches(
  new RegExp(
    `^\\s*(?:[0-9a-f]{32}|${guidDigits}|\\{${guidDigits}\\}|\\(${guidDigits}\\))\\s*$`,
    'i',
  ),
);

/** ISO 8601 and month/day/year; .NET knows more forms, none of which belongs into a URL. */
function isDateTime(value: string): boolean {
  const isKnownForm =
    /^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[-+]\d{2}:\d{2})?)?$/i.test(
      value,
    ) || /^\d{1,2}\/\d{1,2}\/\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?)?$/i.test(value);
  return isKnownForm && !Number.isNaN(Date.parse(value));
}

function hasExtension(value: string): boolean {
  const name = value.slice(value.lastIndexOf('/') + 1);
  return /\.[^.]/.test(name) && !name.endsWith('.');
}

function ofLength(argument: string, text: string): RouteConstraint {
  const [from = '', to = from] = argument.split(',');
  const isLongEnough = atLeast(readCount(from, text));
  const isShortEnough = atMost(readCount(to, text));
  return (value) => isLongEnough(value) && isShortEnough(value);
}

function ofRange(argument: string, text: string): RouteConstraint {
  const [from = '', to = ''] = argument.split(',');
  return inRange(readInteger(from, text), readInteger(to, text));
}

function ofRegex(argument: string, text: string): RouteConstraint {
  try {
    return matches(new RegExp(argument, 'i'));
  } catch {
    throw new SyntaxError(`"${text}" holds no regular expression`);
  }
}

function atLeast(length: number): RouteConstraint {
  return (value) => value.length >= length;
}

function atMost(length: number): RouteConstraint {
  return (value) => value.length <= length;
}

function inRange(least: bigint | undefined, most: bigint | undefined): RouteConstraint {
  return (value) => {
    const integer = toInteger(value);
    if (integer === undefined || !isInteger(value, int64Limit)) return false;
    return (least === undefined || integer >= least) && (most === undefined || integer <= most);
  };
}

function readCount(argument: string, text: string): number {
  return Number(readInteger(argument, text));
}

function readInteger(argument: string, text: string): bigint {
  const integer = toInteger(argument);
  if (integer === undefined) throw new SyntaxError(`"${text}" needs a number`);
  return integer;
}
