import { checkAttributes, checkText } from './check-content.ts';
import { checkOrder } from './check-order.ts';
import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import {
  type ChildRule,
  type CompiledRule,
  parentsOf,
  policyNamespace,
  ruleOf,
} from './grammar.ts';
import { GrammarFaults } from './grammar-faults.ts';
import { fold } from './id-map.ts';
import { attribute } from './read-element.ts';
import type { Source } from './source.ts';
import type { XmlElement } from './xml.ts';

/**
 * Holds a whole file against the grammar, and reports every fault in it. What has no place in the
 * schema is reported once and not looked into.
 */
export function checkGrammar(root: XmlElement, source: Source): Diagnostic[] {
  const faults = new GrammarFaults();
  if (root.namespace !== policyNamespace) reportNamespace(root, faults);
  checkElement(root, ruleOf(root.name), { source, faults, suggestions: new Suggestions() });
  return faults.all();
}

/** Where faults go, and the text that they stand in. */
export interface Check {
  readonly source: Source;
  readonly faults: GrammarFaults;
  readonly suggestions: Suggestions;
}

/** Recursive: the parser has seen to it that elements do not nest deep. */
function checkElement(element: XmlElement, rule: CompiledRule, check: Check): void {
  if (rule.open) return;
  checkAttributes(element, rule, check);
  checkText(element, rule, check);
  if (!checkChildren(element, rule, check)) reportIrregular(element, rule, check);
  for (const path of rule.keys) checkKey(element, path, check);
}

/** Says whether they are known, in order, as many as may be, and all that are needed. */
function checkChildren(element: XmlElement, rule: CompiledRule, check: Check): boolean {
  let isRegular = true;
  let needed = rule.requiredChildren;
  let previous: ChildRule | undefined;
  for (const child of element.children) {
    const childRule = rule.children.get(child.name);
    if (!childRule || child.namespace !== element.namespace) {
      isRegular = false;
      continue;
    }
    if (previous && !mayFollow(previous, childRule, rule)) isRegular = false;
    if (childRule.isRequired && childRule !== previous) needed -= 1;
    previous = childRule;
    checkElement(child, childRule.definition, check);
  }
  return isRegular && needed === 0;
}

function mayFollow(previous: ChildRule, next: ChildRule, rule: CompiledRule): boolean {
  if (next === previous) return next.isRepeatable;
  return next.place > previous.place && rule.choice === undefined;
}

function reportIrregular(element: XmlElement, rule: CompiledRule, check: Check): void {
  checkKnown(element, rule, check);
  checkCardinality(element, rule, check);
  checkChoice(element, rule, check);
  checkOrder(element, rule, check.faults);
}

function checkKnown(element: XmlElement, rule: CompiledRule, check: Check): void {
  for (const child of element.children) {
    if (child.namespace !== element.namespace) reportNamespace(child, check.faults);
    else if (!rule.children.has(child.name)) reportUnknown({ child, parent: element, rule }, check);
  }
}

function reportNamespace({ name, namespace, position }: XmlElement, faults: GrammarFaults): void {
  faults.add('xml-namespace', position, () => [
    `"${name}" is in the namespace "${namespace}", which is not that of policies.`,
  ]);
}

interface Unknown {
  readonly child: XmlElement;
  readonly parent: XmlElement;
  readonly rule: CompiledRule;
}

function reportUnknown(unknown: Unknown, { faults, suggestions }: Check): void {
  faults.add('schema-unknown', unknown.child.position, () => tellUnknown(unknown, suggestions));
}

function tellUnknown({ child, parent, rule }: Unknown, suggestions: Suggestions) {
  const suggestion = suggestions.for(child.name, () => rule.children.keys());
  const parents = suggestion === '' ? parentsOf(child.name).slice(0, 3) : [];
  const home = parents.map((name) => `"${name}"`).join(' or ');
  const hint = home === '' ? suggestion : ` It belongs into ${home}.`;
  const message = `"${parent.name}" has no element "${child.name}".${hint}`;
  const meant = rule.children.keys().find((known) => fold(known) === fold(child.name));
  const corrected = meant !== undefined && mayBe(meant, parent, rule) ? rename(child, meant) : {};
  return [message, corrected] as const;
}

function rename({ name }: XmlElement, to: string) {
  return { changes: [{ kind: 'rename-element', from: name, to }] as const };
}

/** Very many children may be misspelled alike. */
const namesByParent = new WeakMap<XmlElement, ReadonlySet<string>>();

/** Whether one more child of the name would be allowed. */
function mayBe(name: string, parent: XmlElement, rule: CompiledRule): boolean {
  if (rule.children.get(name)?.isRepeatable) return true;
  const names = namesByParent.get(parent) ?? new Set(parent.children.map((each) => each.name));
  namesByParent.set(parent, names);
  return !names.has(name);
}

function checkCardinality(element: XmlElement, rule: CompiledRule, { faults }: Check): void {
  const seen = new Map<string, XmlElement>();
  for (const child of element.children) {
    const first = seen.get(child.name);
    if (!first) seen.set(child.name, child);
    else if (rule.children.get(child.name)?.isRepeatable === false) {
      faults.add('schema-cardinality', child.position, () => [repeated(element, child, first)]);
    }
  }
  for (const [name, childRule] of rule.children) {
    if (!childRule.isRequired || seen.has(name)) continue;
    faults.add('schema-cardinality', element.position, () => [missing(element, childRule)]);
  }
}

function repeated(parent: XmlElement, child: XmlElement, first: XmlElement): string {
  return `"${parent.name}" holds a second "${child.name}"; the first is in line ${first.position.line}.`;
}

function missing(parent: XmlElement, { name, isRepeatable }: ChildRule): string {
  const count = isRepeatable ? 'at least one' : 'the element';
  return `"${parent.name}" needs ${count} "${name}".`;
}

function checkChoice(parent: XmlElement, rule: CompiledRule, { faults }: Check): void {
  if (rule.choice === undefined) return;
  const known = parent.children.filter((child) => rule.children.has(child.name));
  const second = known.find((child) => child.name !== known[0]?.name);
  if (!second) return;
  const message = `"${parent.name}" holds "${second.name}" beside "${known[0]?.name}", but may hold only one kind.`;
  faults.add(rule.choice, second.position, () => [message]);
}

/** `path` leads to the attribute: `['OrchestrationStep', '@Order']`. */
function checkKey(element: XmlElement, path: readonly string[], { faults }: Check): void {
  let elements: readonly XmlElement[] = [element];
  for (const name of path.slice(0, -1)) {
    elements = elements.flatMap(({ children }) => children.filter((child) => child.name === name));
  }
  const key = path.at(-1)?.slice(1) ?? '';
  const seen = new Map<string, XmlElement>();
  for (const each of elements) {
    const id = attribute(each, key)?.trim();
    if (id === undefined) continue;
    const first = seen.get(fold(id));
    if (first) faults.add('dup-id', each.position, () => [duplicate(each, id, first)]);
    else seen.set(fold(id), each);
  }
}

function duplicate(element: XmlElement, id: string, first: XmlElement): string {
  return `There is already a "${element.name}" called "${id}" in line ${first.position.line}.`;
}
