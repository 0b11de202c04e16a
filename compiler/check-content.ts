import { attributeChange, type Change } from './change.ts';
import type { Check } from './check.ts';
import type { Suggestions } from './did-you-mean.ts';
import type { CompiledRule } from './grammar.ts';
import { checkValue, type ValueFault } from './grammar-values.ts';
import { fold } from './id-map.ts';
import { attribute } from './read-element.ts';
import { textPosition, type XmlElement } from './xml.ts';

/** Known names only, values as their types say, and all that are required. */
export function checkAttributes(element: XmlElement, rule: CompiledRule, check: Check): void {
  let needed = rule.requiredAttributes;
  for (const { name, value } of element.attributes) {
    if (name === 'xmlns' || name.includes(':')) continue;
    const known = rule.attributes.get(name);
    if (known?.isRequired) needed -= 1;
    const wrong = known && checkValue(value, known.type);
    if (!known) reportUnknown({ element, rule, name }, check);
    else if (wrong) reportValue({ element, name, value, wrong }, check);
  }
  if (needed > 0) reportMissing(element, rule, check);
}

interface UnknownAttribute {
  readonly element: XmlElement;
  readonly rule: CompiledRule;
  readonly name: string;
}

function reportUnknown(unknown: UnknownAttribute, { faults, suggestions }: Check): void {
  faults.add('schema-unknown', unknown.element.position, () => tellUnknown(unknown, suggestions));
}

function tellUnknown({ element, rule, name }: UnknownAttribute, suggestions: Suggestions) {
  const suggestion = suggestions.for(name, () => rule.attributes.keys());
  const message = `"${element.name}" has no attribute "${name}".${suggestion}`;
  const meant = rule.attributes.keys().find((known) => fold(known) === fold(name));
  const isFree = meant !== undefined && attribute(element, meant) === undefined;
  const changes = [{ kind: 'rename-attribute', from: name, to: meant ?? '' }] as const;
  const corrected = isFree ? { changes } : {};
  return [message, corrected] as const;
}

function reportMissing(element: XmlElement, rule: CompiledRule, { faults }: Check): void {
  for (const [name, { isRequired }] of rule.attributes) {
    if (!isRequired || attribute(element, name) !== undefined) continue;
    const message = `"${element.name}" needs the attribute "${name}".`;
    faults.add('schema-cardinality', element.position, () => [message]);
  }
}

/** Text of its type, and none where the schema has none: in an empty element not even white space. */
export function checkText(element: XmlElement, rule: CompiledRule, check: Check): void {
  if (rule.text !== undefined) {
    const wrong = checkValue(element.text, rule.text);
    if (wrong) reportValue({ element, value: element.text, wrong }, check);
  } else if (element.textEnd > 0) {
    const allowed = rule.children.size > 0 ? 'elements only' : 'nothing';
    const message = `"${element.name}" holds text, but may hold ${allowed}.`;
    check.faults.add('schema-stray-text', textPosition(check.source, element), () => [message]);
  } else if (rule.children.size === 0 && element.text !== '') {
    const message = `"${element.name}" must be empty, without even white space.`;
    const changes = [{ kind: 'set-text', from: element.text, to: '' }] as const;
    check.faults.add('schema-stray-text', element.position, () => [message, { changes }]);
  }
}

interface WrongValue {
  readonly element: XmlElement;
  /** The attribute's; absent where it is the element's text. */
  readonly name?: string;
  readonly value: string;
  readonly wrong: ValueFault;
}

function reportValue(value: WrongValue, { faults, suggestions }: Check): void {
  const rule = value.wrong.isPlaceholder ? 'schema-placeholder' : 'schema-value';
  faults.add(rule, value.element.position, () => tellValue(value, suggestions));
}

function tellValue({ element, name, value, wrong }: WrongValue, suggestions: Suggestions) {
  const owner = name === undefined ? `"${element.name}"` : `"${name}" of "${element.name}"`;
  const suggestion = wrong.words.length > 0 ? suggestions.for(value.trim(), () => wrong.words) : '';
  const message = `${owner} is "${shorten(value)}", but must be ${wrong.expected}.${suggestion}`;
  const change = wrong.meant === undefined ? undefined : valueChange(name, value, wrong.meant);
  return [message, change ? { changes: [change] } : {}] as const;
}

function valueChange(name: string | undefined, from: string, to: string): Change {
  return name === undefined ? { kind: 'set-text', from, to } : attributeChange(name, from, to);
}

function shorten(value: string): string {
  return value.length <= 80 ? value : `${value.slice(0, 79)}…`;
}
