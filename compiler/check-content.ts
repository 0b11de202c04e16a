import type { Check } from './check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import type { CompiledRule } from './grammar.ts';
import { checkValue, type ValueFault } from './grammar-values.ts';
import { attribute } from './read-element.ts';
import { fault } from './reading-rules.ts';
import { textPosition, type XmlElement } from './xml.ts';

/** Known names only, values as their types say, and all that are required. */
export function checkAttributes(element: XmlElement, rule: CompiledRule, check: Check): void {
  let needed = rule.requiredAttributes;
  for (const { name, value } of element.attributes) {
    if (name === 'xmlns' || name.includes(':')) continue;
    const known = rule.attributes.get(name);
    if (!known) {
      check.diagnostics.push(unknownAttribute(element, name, rule));
      continue;
    }
    if (known.isRequired) needed -= 1;
    const wrong = checkValue(value, known.type);
    if (wrong)
      check.diagnostics.push(wrongValue(element, `"${name}" of "${element.name}"`, value, wrong));
  }
  if (needed > 0) reportMissing(element, rule, check);
}

function unknownAttribute(element: XmlElement, name: string, rule: CompiledRule): Diagnostic {
  const suggestion = didYouMean(name, rule.attributes.keys());
  const message = `"${element.name}" has no attribute "${name}".${suggestion}`;
  return fault('schema-unknown', element.position, message);
}

function reportMissing(element: XmlElement, rule: CompiledRule, { diagnostics }: Check): void {
  for (const [name, { isRequired }] of rule.attributes) {
    if (!isRequired || attribute(element, name) !== undefined) continue;
    const message = `"${element.name}" needs the attribute "${name}".`;
    diagnostics.push(fault('schema-cardinality', element.position, message));
  }
}

/** Text of its type, and none where the schema has none: in an empty element not even white space. */
export function checkText(element: XmlElement, rule: CompiledRule, check: Check): void {
  if (rule.text !== undefined) {
    const wrong = checkValue(element.text, rule.text);
    if (wrong)
      check.diagnostics.push(wrongValue(element, `"${element.name}"`, element.text, wrong));
  } else if (element.textEnd > 0) {
    const allowed = rule.children.size > 0 ? 'elements only' : 'nothing';
    const message = `"${element.name}" holds text, but may hold ${allowed}.`;
    check.diagnostics.push(
      fault('schema-stray-text', textPosition(check.source, element), message),
    );
  } else if (rule.children.size === 0 && element.text !== '') {
    const message = `"${element.name}" must be empty, without even white space.`;
    check.diagnostics.push(fault('schema-stray-text', element.position, message));
  }
}

function wrongValue(
  { position }: XmlElement,
  owner: string,
  value: string,
  wrong: ValueFault,
): Diagnostic {
  const suggestion = didYouMean(value.trim(), wrong.words);
  const message = `${owner} is "${shorten(value)}", but must be ${wrong.expected}.${suggestion}`;
  return fault(wrong.isPlaceholder ? 'schema-placeholder' : 'schema-value', position, message);
}

function shorten(value: string): string {
  return value.length <= 80 ? value : `${value.slice(0, 79)}…`;
}
