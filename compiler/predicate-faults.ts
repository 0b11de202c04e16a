import { fold } from './id-map.ts';
import type { Predicate } from './model.ts';

const parametersOf: Readonly<Record<Predicate['method'], readonly string[]>> = {
  IsLengthRange: ['Minimum', 'Maximum'],
  IsDateRange: ['Minimum', 'Maximum'],
  MatchesRegex: ['RegularExpression'],
  IncludesCharacters: ['CharacterSet'],
};

/** What is wrong with a predicate's parameters, as ends of a sentence. @see facts policy-language 3.4 */
export function predicateFaults({ method, parameters }: Predicate): string[] {
  const needed = parametersOf[method];
  const known = new Set(needed.map(fold));
  const missing = needed.filter((id) => !parameters.get(id));
  const unknown = parameters.keys().filter((id) => !known.has(fold(id)));
  return [
    ...missing.map((id) => `has no parameter "${id}", which its ${method} needs`),
    ...unknown.map((id) => `has a parameter "${id}", which its ${method} does not know`),
    ...(missing.length === 0 ? rangeFaults({ method, parameters }) : []),
  ];
}

function rangeFaults({ method, parameters }: Pick<Predicate, 'method' | 'parameters'>): string[] {
  if (method !== 'IsLengthRange' && method !== 'IsDateRange') return [];
  const [minimum = '', maximum = ''] = ['Minimum', 'Maximum'].map((id) =>
    parameters.get(id)?.trim(),
  );
  const isBound = method === 'IsLengthRange' ? isLength : isDate;
  const wrong = [minimum, maximum].filter((bound) => !isBound(bound));
  if (wrong.length > 0) return wrong.map((bound) => `has "${bound}" as bound of its ${method}`);
  const isEmpty =
    method === 'IsLengthRange' ? Number(minimum) > Number(maximum) : isLater(minimum, maximum);
  return isEmpty ? [`has the Minimum ${minimum} above the Maximum ${maximum}`] : [];
}

function isLength(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

/** A day that the calendar has, or today. */
function isDate(text: string): boolean {
  if (/^today$/i.test(text)) return true;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Of two days in digits; today may be any day. */
function isLater(minimum: string, maximum: string): boolean {
  return /^\d/.test(minimum) && /^\d/.test(maximum) && minimum > maximum;
}
