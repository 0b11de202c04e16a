import { claimsGrammar } from './grammar-claims.ts';
import { contentGrammar } from './grammar-content.ts';
import { journeysGrammar } from './grammar-journeys.ts';
import { policyGrammar } from './grammar-policy.ts';
import { technicalProfileGrammar } from './grammar-technical-profile.ts';
import type { ValueType } from './grammar-values.ts';
import type { ReadingRuleName } from './reading-rules.ts';

/** The namespace of every policy element. @see facts policy-language 1 */
export const policyNamespace = 'http://schemas.microsoft.com/online/cpim/schemas/2013/06';

/** What the schema says of one element, in the notation of the facts. @see facts policy-language 1.5 */
export interface ElementRule {
  /** `'Id!'` is required, `'Id'` is not. */
  readonly attributes?: Readonly<Record<string, ValueType>>;
  /**
   * In this order: `A` once, `A?` at most once, `A*` any number, `A+` at least one. `A=B` is an
   * element A that follows the rule B, where the name alone means something else.
   */
  readonly children?: string;
  readonly text?: ValueType;
  /** Children of different names exclude each other; the rule that says so. */
  readonly choice?: ReadingRuleName;
  /** What must be unique below this element: `Child/Grandchild/@Attribute`. */
  readonly keys?: readonly string[];
  /** Whatever stands in it is none of our business. */
  readonly open?: true;
}

/** One place in the order of an element's children. */
export interface ChildRule {
  readonly name: string;
  /** The name of what it must be, and that itself. */
  readonly rule: string;
  readonly definition: CompiledRule;
  readonly place: number;
  readonly isRequired: boolean;
  readonly isRepeatable: boolean;
}

/** An ElementRule, ready to be applied. */
export interface CompiledRule {
  readonly attributes: ReadonlyMap<
    string,
    { readonly type: ValueType; readonly isRequired: boolean }
  >;
  readonly children: ReadonlyMap<string, ChildRule>;
  readonly text?: ValueType;
  readonly choice?: ReadingRuleName;
  readonly keys: readonly (readonly string[])[];
  readonly open: boolean;
  readonly requiredAttributes: number;
  readonly requiredChildren: number;
}

/** The whole schema: the name of a rule is that of its element, unless `A=B` says otherwise. */
const grammar: Readonly<Record<string, ElementRule>> = {
  ...policyGrammar,
  ...claimsGrammar,
  ...technicalProfileGrammar,
  ...journeysGrammar,
  ...contentGrammar,
};

const compiled = new Map(Object.entries(grammar).map(([name, rule]) => [name, compile(rule)]));
for (const [name, { children = '' }] of Object.entries(grammar)) link(name, children);

/** The rule of that name; every name that a rule mentions has one. */
export function ruleOf(name: string): CompiledRule {
  const rule = compiled.get(name);
  if (!rule) throw new Error(`The grammar has no rule "${name}".`);
  return rule;
}

const parents = Map.groupBy(
  [...compiled].flatMap(([parent, rule]) =>
    [...rule.children.keys()].map((name) => ({ name, parent })),
  ),
  ({ name }) => name,
);

/** The elements that may hold an element of that name, for those who put it elsewhere. */
export function parentsOf(name: string): string[] {
  return (parents.get(name) ?? []).map(({ parent }) => parent);
}

/** All rules by name. */
export function allRules(): ReadonlyMap<string, CompiledRule> {
  return compiled;
}

type WritableRule = Omit<CompiledRule, 'children' | 'requiredChildren'> & {
  children: Map<string, ChildRule>;
  requiredChildren: number;
};

function compile(rule: ElementRule): WritableRule {
  const { keys = [], open = false, text, choice } = rule;
  const attributes = Object.entries(rule.attributes ?? {}).map(
    ([name, type]) => [name.replace('!', ''), { type, isRequired: name.endsWith('!') }] as const,
  );
  return {
    attributes: new Map(attributes),
    requiredAttributes: attributes.filter(([, { isRequired }]) => isRequired).length,
    children: new Map(),
    requiredChildren: 0,
    keys: keys.map((path) => path.split('/')),
    open,
    ...(text !== undefined && { text }),
    ...(choice !== undefined && { choice }),
  };
}

/** Once all rules are there: they refer to each other in circles. */
function link(name: string, children: string): void {
  const rule = compiled.get(name);
  if (!rule) return;
  const words = children.split(/\s+/).filter((word) => word !== '');
  for (const [place, word] of words.entries()) {
    const child = compileChild(word, place);
    rule.children.set(child.name, child);
    if (child.isRequired) rule.requiredChildren += 1;
  }
}

function compileChild(word: string, place: number): ChildRule {
  const pattern = /^(?<name>\w+)(?:=(?<rule>\w+))?(?<count>[?*+]?)$/;
  const { name = '', rule = name, count = '' } = pattern.exec(word)?.groups ?? {};
  const isRequired = count === '' || count === '+';
  const isRepeatable = count === '*' || count === '+';
  return { name, rule, definition: ruleOf(rule), place, isRequired, isRepeatable };
}
