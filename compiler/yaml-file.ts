import { isAlias, isMap, isNode, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { type Position, Source } from './source.ts';

/** Where something stands in the file, by its path: `['cases', 0, 'claims', 'surname']`. */
export type Locate = (path: readonly PropertyKey[]) => Position;

/** A kind of YAML file: its shape, and what is said of faults. */
export interface YamlKind<Shape extends z.ZodType> {
  readonly shape: Shape;
  readonly fault: (position: Position, message: string) => Diagnostic;
  /** The keys that are known at a path, for suggestions. */
  readonly knownKeys: (path: readonly PropertyKey[]) => readonly string[];
}

/** What the file says; undefined where it has faults. */
export interface YamlReading<Value> {
  readonly value: Value | undefined;
  readonly locate: Locate;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a YAML file. No value is ever quoted: it may be a secret. */
export function readYaml<Shape extends z.ZodType>(
  file: string,
  text: string,
  { shape, fault, knownKeys }: YamlKind<Shape>,
): YamlReading<z.output<Shape>> {
  const source = new Source(file, text);
  const document = parse(source.text);
  if (!document) {
    const start = source.positionAt(0);
    const diagnostics = [fault(start, 'The YAML is nested too deeply.')];
    return { value: undefined, locate: () => start, diagnostics };
  }
  const locate: Locate = (path) => {
    return source.positionAt(offsetOf(document.contents, path, document));
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    const message = `The YAML is broken (${broken.code}).`;
    const diagnostics = [fault(source.positionAt(broken.pos[0]), message)];
    return { value: undefined, locate, diagnostics };
  }
  const result = shape.safeParse(toValue(document), { error: wording });
  if (result.success) return { value: result.data, locate, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => {
    return messagesOf(issue, knownKeys).map(([path, message]) => fault(locate(path), message));
  });
  return { value: undefined, locate, diagnostics };
}

type ParsedDocument = ReturnType<typeof parseDocument>;

/** Undefined where the stack does not hold it. */
function parse(text: string): ParsedDocument | undefined {
  try {
    return parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

/** Aliases that swell without bound make it throw; such a file has no value. */
function toValue(document: ParsedDocument): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** The key of a map's member, an item of a list; what is missing stands where its parent does. */
function offsetOf(root: unknown, path: readonly PropertyKey[], document: ParsedDocument): number {
  let node = root;
  let found = startOf(root);
  for (const step of path) {
    const target = isAlias(node) ? node.resolve(document) : node;
    const next = memberOf(target, step);
    if (next === undefined) break;
    found = startOf(next.place) ?? found;
    node = next.value;
  }
  return found ?? 0;
}

function memberOf(
  node: unknown,
  step: PropertyKey,
): { place: unknown; value: unknown } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? undefined : { place: item, value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { place: pair.key, value: pair.value };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as ParsedNode).range?.[0] : undefined;
}

/** What zod says, in our words; undefined leaves it to zod. */
function wording(issue: { code?: string; expected?: unknown }): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  const expected = issue.expected === 'record' ? 'object' : String(issue.expected);
  return `must be ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
}

type Issue = z.core.$ZodIssue;

function messagesOf(
  issue: Issue,
  knownKeys: YamlKind<z.ZodType>['knownKeys'],
): [readonly PropertyKey[], string][] {
  if (issue.code !== 'unrecognized_keys') {
    const key = issue.path.length === 0 ? 'The file' : `"${shownPath(issue.path)}"`;
    return [[issue.path, `${key} ${issue.message}.`]];
  }
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    const hint = didYouMean(key, knownKeys(issue.path));
    return [path, `"${shownPath(path)}" is no known key.${hint}`];
  });
}

/** `cases[0].expect.status`. */
function shownPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    return shown === '' ? String(step) : `${shown}.${String(step)}`;
  }, '');
}
