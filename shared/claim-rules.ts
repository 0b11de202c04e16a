import { characterSetPattern, compilePattern } from './pattern.ts';

/** Restriction/Pattern of a ClaimType. */
export interface PatternRule {
  readonly regularExpression: string;
  readonly helpText?: string;
}

/** One Predicate. `Today` in IsDateRange is the day of the call, in UTC; both ends are inclusive. */
export type PredicateRule = { readonly id: string; readonly helpText?: string } & (
  | { readonly method: 'IsLengthRange'; readonly minimum?: number; readonly maximum?: number }
  | { readonly method: 'MatchesRegex'; readonly regularExpression: string }
  | { readonly method: 'IncludesCharacters'; readonly characterSet: string }
  | { readonly method: 'IsDateRange'; readonly minimum?: string; readonly maximum?: string }
);

/** One PredicateGroup. @see facts policy-language 3.4 */
export interface PredicateGroupRule {
  readonly group: string;
  readonly helpText?: string;
  /** How many must hold; absent: all. */
  readonly matchAtLeast?: number;
  readonly predicates: readonly PredicateRule[];
}

/** What a policy asks of a value beyond its DataType. */
export interface ClaimRule {
  /** `enumeration`, `pattern` or `predicates/<group>`; goes into logs. */
  readonly name: string;
  readonly compile: () => Promise<RuleCheck>;
}

/** Looks at one value in its text form; undefined where the rule holds. */
export type RuleCheck = (text: string, now: Date) => RuleFinding | undefined;

/** `broken`: the rule does not hold. `unchecked`: its pattern cannot be run, or not in time. */
export interface RuleFinding {
  readonly verdict: 'broken' | 'unchecked';
  readonly helpText?: string | undefined;
}

/** The rules of one ClaimType; nothing is compiled before a profile that uses them is called. */
export function claimRules(restrictions: {
  readonly enumeration?: readonly string[];
  readonly pattern?: PatternRule;
  readonly predicates?: readonly PredicateGroupRule[];
}): ClaimRule[] {
  const { enumeration, pattern, predicates = [] } = restrictions;
  const rules = predicates.map((group) => ({
    name: `predicates/${group.group}`,
    compile: () => compileGroup(group),
  }));
  if (pattern) rules.unshift({ name: 'pattern', compile: () => compilePatternRule(pattern) });
  if (enumeration)
    rules.unshift({ name: 'enumeration', compile: () => compileEnumeration(enumeration) });
  return rules;
}

async function compileEnumeration(enumeration: readonly string[]): Promise<RuleCheck> {
  const values = new Set(enumeration);
  return (text) => (values.has(text) ? undefined : { verdict: 'broken' });
}

async function compilePatternRule({
  regularExpression,
  helpText,
}: PatternRule): Promise<RuleCheck> {
  const matches = await compilePattern(regularExpression);
  return (text) => {
    const isMatch = matches(text);
    if (isMatch === true) return undefined;
    return { verdict: isMatch === undefined ? 'unchecked' : 'broken', helpText };
  };
}

async function compileGroup(group: PredicateGroupRule): Promise<RuleCheck> {
  const predicates = await Promise.all(
    group.predicates.map(async (rule) => ({ rule, holds: await compilePredicate(rule) })),
  );
  const needed = group.matchAtLeast ?? predicates.length;
  return (text, now) => {
    const verdicts = predicates.map(({ rule, holds }) => ({ rule, held: holds(text, now) }));
    if (verdicts.filter(({ held }) => held === true).length >= needed) return undefined;
    const failed = verdicts.filter(({ held }) => held === false).map(({ rule }) => rule);
    if (verdicts.length - failed.length >= needed) return { verdict: 'unchecked' };
    return { verdict: 'broken', helpText: joinHelpTexts(group, failed) };
  };
}

/** What B2C's page shows below each other: what the group is about, then what fails. */
function joinHelpTexts(
  group: PredicateGroupRule,
  failed: readonly PredicateRule[],
): string | undefined {
  const items = failed.map(({ helpText }) => helpText);
  return joinTexts([group.helpText, joinTexts(items, ',')], ':');
}

/** Policies write whole sentences as well as heads and items of a list: these need a mark between them. */
function joinTexts(texts: readonly (string | undefined)[], mark: string): string | undefined {
  const [first, ...rest] = texts.filter((text) => text !== undefined && text !== '');
  return rest.reduce(
    (joined, text) => `${joined}${/\p{P}$/u.test(joined ?? '') ? '' : mark} ${text}`,
    first,
  );
}

type PredicateCheck = (text: string, now: Date) => boolean | undefined;

async function compilePredicate(rule: PredicateRule): Promise<PredicateCheck> {
  switch (rule.method) {
    case 'IsLengthRange': {
      const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = rule;
      return (text) => text.length >= minimum && text.length <= maximum;
    }
    case 'MatchesRegex':
      return compilePattern(rule.regularExpression);
    case 'IncludesCharacters':
      return includesCharacters(rule.characterSet);
    case 'IsDateRange':
      return (text, now) => isInDateRange(text.slice(0, 10), now, rule);
  }
}

function includesCharacters(characterSet: string): PredicateCheck {
  const character = characterSetPattern(characterSet);
  return (text) => character.test(text);
}

/** ISO dates compare as text. */
function isInDateRange(
  date: string,
  now: Date,
  range: { readonly minimum?: string; readonly maximum?: string },
): boolean {
  const today = now.toISOString().slice(0, 10);
  const [minimum = date, maximum = date] = [range.minimum, range.maximum].map((bound) =>
    bound?.toLowerCase() === 'today' ? today : bound,
  );
  return minimum <= date && date <= maximum;
}
