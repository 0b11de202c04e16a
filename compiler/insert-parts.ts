import { type ElementText, readElementText } from './element-text.ts';
import { escapeXml } from './escape-xml.ts';
import { type CompiledRule, ruleOf } from './grammar.ts';
import { indented, type LayoutOfText, layoutOf } from './layout-of-text.ts';
import { type PolicyPart, placesOfKinds } from './policy-parts.ts';
import { childText } from './read-element.ts';
import { Source } from './source.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** A level on the way to the place of an element; `displayName` tells claims providers apart. */
interface Step {
  readonly name: string;
  readonly displayName?: string;
}

/**
 * A policy's text with elements added where the schema wants them: behind those of their kind, in
 * sections and claims providers that are made where they are missing. All else stays as it is, to the
 * character; line ends and indentation are those of the text. Parts stand in the order given.
 * The text has to be a well-formed policy.
 */
export function insertParts(source: Source, parts: readonly PolicyPart[]): string {
  const groups = Map.groupBy(parts, (part) => JSON.stringify(stepsTo(part)));
  let { text } = source;
  for (const group of groups.values()) {
    const [first] = group;
    if (first) text = insertGroup(new Source(source.file, text), group, stepsTo(first));
  }
  return text;
}

function stepsTo({ kind, provider }: PolicyPart): Step[] {
  return placesOfKinds[kind].map((name) =>
    name === 'ClaimsProvider' ? { name, displayName: provider ?? '' } : { name },
  );
}

function insertGroup(source: Source, group: readonly PolicyPart[], steps: readonly Step[]): string {
  const { root } = parseXml(source);
  if (!root) return source.text;
  const layout = layoutOf(
    source.text,
    root.children[0] && source.offsetAt(root.children[0].position),
  );
  const { container, rule, missing } = nearest(root, steps);
  const [next] = missing;
  if (!next) return source.text;
  const depth = steps.length - missing.length + 1;
  const block = wrapped(group, missing, { ...layout, depth });
  return insertInto(source, { container, rule, name: next.name, block, layout, depth });
}

/** The deepest element on the way that is there. The last step is the new element itself. */
function nearest(root: XmlElement, steps: readonly Step[]) {
  let container = root;
  let rule = ruleOf('TrustFrameworkPolicy');
  for (const [index, step] of steps.slice(0, -1).entries()) {
    const child = container.children.findLast((each) => isStep(each, step));
    const childRule = rule.children.get(step.name)?.definition;
    if (!child || !childRule) return { container, rule, missing: steps.slice(index) };
    container = child;
    rule = childRule;
  }
  return { container, rule, missing: steps.slice(-1) };
}

function isStep(element: XmlElement, { name, displayName }: Step): boolean {
  if (element.name !== name) return false;
  return displayName === undefined || (childText(element, 'DisplayName') ?? '') === displayName;
}

/** The elements in the sections that are missing around them, each line indented for its depth. */
function wrapped(
  group: readonly PolicyPart[],
  missing: readonly Step[],
  at: LayoutOfText & { readonly depth: number },
): string {
  const [step, ...deeper] = missing;
  const pad = at.unit.repeat(at.depth);
  if (!step || deeper.length === 0) {
    const between = step?.name === 'TechnicalProfile' ? `${at.lineEnd}${at.lineEnd}` : at.lineEnd;
    return group.map(({ text }) => indented(text, pad, at)).join(between);
  }
  const inner = { ...at, depth: at.depth + 1 };
  const name = step.displayName
    ? [`${pad}${at.unit}<DisplayName>${escapeXml(step.displayName)}</DisplayName>`]
    : [];
  const lines = [
    `${pad}<${step.name}>`,
    ...name,
    wrapped(group, deeper, inner),
    `${pad}</${step.name}>`,
  ];
  return lines.join(at.lineEnd);
}

interface Insertion {
  readonly container: XmlElement;
  readonly rule: CompiledRule;
  /** Of the new child. */
  readonly name: string;
  readonly block: string;
  readonly layout: LayoutOfText;
  /** Of the new child, below the root. */
  readonly depth: number;
}

function insertInto(source: Source, insertion: Insertion): string {
  const { text } = source;
  const { container, block, layout, depth } = insertion;
  const place = readElementText(text, source.offsetAt(container.position));
  if (!place) return text;
  const closing = layout.unit.repeat(depth - 1);
  if (!place.content)
    return openEmpty(text, place, `${layout.lineEnd}${block}${layout.lineEnd}${closing}`);
  const before = lastBefore(insertion);
  const end = before && readElementText(text, source.offsetAt(before.position))?.end;
  const start = end ?? place.content.start;
  const rest = restOfLine.exec(text.slice(start))?.[0];
  const gap = end !== undefined && isSpaced(insertion.name) ? layout.lineEnd : '';
  const added = `${layout.lineEnd}${gap}${block}`;
  if (rest === undefined)
    return `${text.slice(0, start)}${added}${layout.lineEnd}${closing}${text.slice(start).trimStart()}`;
  const at = start + rest.length;
  return `${text.slice(0, at)}${added}${text.slice(at)}`;
}

/** What belongs to the line of an element: blanks, and comments. */
const restOfLine = /^(?:[^\S\r\n]*<!--(?:(?!-->)[^\r\n])*-->)*[^\S\r\n]*(?=[\r\n])/;

/** `<ClaimsSchema />` becomes two tags. */
function openEmpty(text: string, place: ElementText, content: string): string {
  const start = text.slice(0, place.attributesEnd).trimEnd();
  const name = /^<([^\s/>]+)/.exec(text.slice(place.start))?.[1];
  return `${start}>${content}</${name}>${text.slice(place.end)}`;
}

/** The last child that the schema wants before the new one. */
function lastBefore({ container, rule, name }: Insertion): XmlElement | undefined {
  const place = rule.children.get(name)?.place ?? 0;
  return container.children.findLast(
    (child) => (rule.children.get(child.name)?.place ?? 0) <= place,
  );
}

/** As policies are written: sections and profiles have a blank line between them. */
function isSpaced(name: string): boolean {
  return !/^(?:ClaimType|Predicate|PredicateValidation|ClaimsTransformation|TechnicalProfiles)$/.test(
    name,
  );
}
