import type { PredicateGroupRule, PredicateRule } from '../shared/claim-rules.ts';
import { reversedRange } from '../shared/pattern.ts';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMeanOneOf } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import type { ClaimType, EffectivePolicy, Predicate, PredicateGroup } from './model.ts';
import { translateRegularExpression } from './regular-expression.ts';

/** The groups of the PredicateValidation that a ClaimType refers to. @see facts policy-language 3.4 */
export function readPredicateGroups(
  policy: EffectivePolicy,
  claimType: ClaimType,
  diagnostics: Diagnostic[],
): PredicateGroupRule[] {
  const reference = claimType.predicateValidationReference;
  if (reference === undefined) return [];
  const validation = policy.predicateValidations.get(reference.id);
  if (validation !== undefined) {
    return validation.predicateGroups.flatMap((group) => readGroup(policy, group, diagnostics));
  }
  const hint = didYouMeanOneOf(reference.id, policy.predicateValidations);
  const message = `Unknown predicate validation "${reference.id}".${hint}`;
  diagnostics.push(finding('claim-predicate', reference.position, message));
  return [];
}

/** A group of which a predicate cannot be run is left out: what is left might refuse what B2C takes. */
function readGroup(
  policy: EffectivePolicy,
  group: PredicateGroup,
  diagnostics: Diagnostic[],
): PredicateGroupRule[] {
  const { matchAtLeast, references } = group.predicateReferences;
  const predicates = references.map((reference) => {
    const predicate = policy.predicates.get(reference.id);
    if (predicate !== undefined) return readPredicate(predicate, diagnostics);
    const message = `Unknown predicate "${reference.id}".${didYouMeanOneOf(reference.id, policy.predicates)}`;
    diagnostics.push(finding('claim-predicate', reference.position, message));
    return undefined;
  });
  const readable = predicates.filter((predicate) => predicate !== undefined);
  if (readable.length < predicates.length || readable.length === 0) return [];
  const help = group.userHelpText ? { helpText: group.userHelpText } : {};
  const least = matchAtLeast === undefined ? {} : { matchAtLeast };
  return [{ group: group.id, ...help, ...least, predicates: readable }];
}

function readPredicate(predicate: Predicate, diagnostics: Diagnostic[]): PredicateRule | undefined {
  const { id, helpText } = predicate;
  const help = helpText ? { helpText } : {};
  switch (predicate.method) {
    case 'IsLengthRange': {
      const range = readRange(predicate, isLength, diagnostics);
      return range && { id, method: 'IsLengthRange', ...mapRange(range, Number), ...help };
    }
    case 'IsDateRange': {
      const range = readRange(predicate, isDate, diagnostics);
      return range && { id, method: 'IsDateRange', ...range, ...help };
    }
    case 'IncludesCharacters': {
      const characterSet = readCharacterSet(predicate, diagnostics);
      return characterSet === undefined
        ? undefined
        : { id, method: 'IncludesCharacters', characterSet, ...help };
    }
    case 'MatchesRegex': {
      const regularExpression = readExpression(predicate, diagnostics);
      return regularExpression === undefined
        ? undefined
        : { id, method: 'MatchesRegex', regularExpression, ...help };
    }
  }
}

interface Range<Bound> {
  readonly minimum?: Bound;
  readonly maximum?: Bound;
}

/** Both bounds are documented as required; an absent one is taken as none. */
function readRange(
  predicate: Predicate,
  isBound: (text: string) => boolean,
  diagnostics: Diagnostic[],
): Range<string> | undefined {
  const minimum = predicate.parameters.get('Minimum')?.trim();
  const maximum = predicate.parameters.get('Maximum')?.trim();
  const wrong = [minimum, maximum].find((bound) => bound !== undefined && !isBound(bound));
  if (wrong === undefined)
    return { ...(minimum ? { minimum } : {}), ...(maximum ? { maximum } : {}) };
  const message = `The predicate "${predicate.id}" has "${wrong}" as bound of its ${predicate.method}.`;
  diagnostics.push(finding('claim-predicate', predicate.position, message));
  return undefined;
}

function mapRange<Bound>(range: Range<string>, convert: (text: string) => Bound): Range<Bound> {
  const { minimum, maximum } = range;
  return {
    ...(minimum === undefined ? {} : { minimum: convert(minimum) }),
    ...(maximum === undefined ? {} : { maximum: convert(maximum) }),
  };
}

function isLength(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

function isDate(text: string): boolean {
  return /^(?:\d{4}-\d{2}-\d{2}|today)$/i.test(text);
}

/** As it is: space may be one of the characters. */
function readParameter(
  predicate: Predicate,
  id: string,
  diagnostics: Diagnostic[],
): string | undefined {
  const text = predicate.parameters.get(id);
  if (text) return text;
  const message = `The predicate "${predicate.id}" has no parameter "${id}", which its ${predicate.method} needs.`;
  diagnostics.push(finding('claim-predicate', predicate.position, message));
  return undefined;
}

function readCharacterSet(predicate: Predicate, diagnostics: Diagnostic[]): string | undefined {
  const text = readParameter(predicate, 'CharacterSet', diagnostics);
  const range = reversedRange(text ?? '');
  if (range === undefined) return text;
  const message = `The predicate "${predicate.id}" has "${range}" in its CharacterSet, which ends before it begins.`;
  diagnostics.push(finding('claim-character-range', predicate.position, message));
  return text;
}

function readExpression(predicate: Predicate, diagnostics: Diagnostic[]): string | undefined {
  const text = readParameter(predicate, 'RegularExpression', diagnostics);
  if (text === undefined) return undefined;
  const translated = translateRegularExpression(text);
  if ('text' in translated) return translated.text;
  const message = `The predicate "${predicate.id}" has "${translated.unsupported}", which JavaScript does not know.`;
  diagnostics.push(finding('claim-pattern-unsupported', predicate.position, message));
  return undefined;
}
