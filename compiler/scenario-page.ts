import { insertParts } from './insert-parts.ts';
import type { PolicyPart, PolicyParts } from './policy-parts.ts';
import { referenceKey } from './policy-references.ts';
import type { Scenario } from './scenario.ts';
import { type ElementName, policyKeysIn, type SlicedElement, sliceOf, textsOf } from './slice.ts';
import { Source } from './source.ts';
import { isOfStarterPack } from './starter-pack.ts';

/** What a page about a scenario is made of. */
export interface ScenarioPolicies {
  readonly scenario: Scenario;
  /** Base, localization and extensions, in this order. */
  readonly files: readonly PolicyParts[];
  /** The scenario's own policy, where it has one. */
  readonly own?: PolicyParts;
}

const beginning = '<!-- policy -->';
const end = '<!-- /policy -->';

/** A page of docs/scenarios with its XML to paste; undefined where it has no place for it. */
export function withPolicy(page: string, policies: ScenarioPolicies): string | undefined {
  const [from, to] = [page.indexOf(beginning), page.indexOf(end)];
  if (from < 0 || to < from) return undefined;
  const start = from + beginning.length;
  return `${page.slice(0, start)}\n\n${policyWords(policies)}\n\n${page.slice(to)}`;
}

/** The names that a scenario.json lists. */
export function namesOf({ technicalProfiles, displayControls }: Scenario): ElementName[] {
  return [
    ...technicalProfiles.map((id) => ({ kind: 'technical profile', id }) as const),
    ...displayControls.map((id) => ({ kind: 'display control', id }) as const),
  ];
}

function policyWords({ scenario, files, own }: ScenarioPolicies): string {
  const all = own ? [...files, own] : files;
  const elements = sliceOf(all, namesOf(scenario), (element) =>
    isOfStarterPack(element) ? [] : element.parts,
  );
  const outside = elements.flatMap((element) => outsideOf(element, own));
  const left = 'What every starter pack declares (`objectId`, `SM-Noop` …) is left out.';
  const slice = `For your extensions file. ${left}\n\n${xmlBlock(fragment(outside, files))}`;
  const keys = policyKeysIn(textsOf(elements)).map((key) => `\`${key}\``);
  const needs = keys.length > 0 ? [`Policy keys: ${keys.join(', ')}.`] : [];
  const file = own && scenario.policy ? ownWords(scenario.policy, own, elements) : [];
  return [...(outside.length > 0 ? [slice] : []), ...file, ...needs].join('\n\n');
}

/** An element as far as the scenario's own file does not have it: that file is pasted whole. */
function outsideOf(element: SlicedElement, own: PolicyParts | undefined): SlicedElement[] {
  const [first, ...others] = element.parts.filter((part) => !own?.parts.includes(part));
  return first ? [{ ...element, parts: [first, ...others] }] : [];
}

function ownWords(
  file: string,
  own: PolicyParts,
  elements: readonly SlicedElement[],
): readonly string[] {
  const others = othersOf(own, elements).map((id) => `\`${id}\``);
  const journey = `Its journey uses elements of our other policies that yours may call otherwise: ${others.join(', ')}.`;
  const text = own.source.text.replaceAll(/\r\n?/g, '\n').trimEnd();
  return [
    `All else is a policy file of its own, a relying party on your extensions file.${others.length > 0 ? ` ${journey}` : ''}`,
    `<details><summary>policies/${file}</summary>\n\n${xmlBlock(text)}\n\n</details>`,
  ];
}

/** What the file refers to, and neither it nor the slice nor a starter pack declares. */
function othersOf(own: PolicyParts, elements: readonly SlicedElement[]): string[] {
  const known = new Set([...own.parts, ...elements].map(referenceKey));
  const references = [...own.references].filter(
    (each) => !isOfStarterPack(each) && !known.has(referenceKey(each)),
  );
  return [...new Set(references.map(({ id }) => id))].sort();
}

/** The elements as one text, without the root; of an element in several files, which part is whose. */
function fragment(elements: readonly SlicedElement[], files: readonly PolicyParts[]): string {
  const parts = elements.flatMap((element) =>
    element.parts.length === 1
      ? element.parts
      : element.parts.map((part) => ({ ...part, text: withOrigin(part, files) })),
  );
  const empty = new Source('fragment', '<TrustFrameworkPolicy>\n</TrustFrameworkPolicy>');
  const lines = insertParts(empty, parts).split('\n').slice(1, -1);
  return lines.map((line) => line.replace(/^ {2}/, '')).join('\n');
}

function withOrigin(part: PolicyPart, files: readonly PolicyParts[]): string {
  const file = files.find(({ parts }) => parts.includes(part))?.policy.policyId ?? '';
  const indentation = /^\s*/.exec(part.text)?.[0] ?? '';
  return `${indentation}<!-- The part of ${file}: parts of one element go into different files. -->\n${part.text}`;
}

function xmlBlock(text: string): string {
  return `\`\`\`xml\n${text}\n\`\`\``;
}
