import { isAlias, isMap, isNode, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { type Position, Source } from '../compiler/source.ts';
import { type CaseText, casesFile, knownKeys } from './contract-cases-file.ts';

/** Where something stands in the file, by its path: `['cases', 0, 'claims', 'surname']`. */
export type Locate = (path: readonly PropertyKey[]) => Position;

/** What the file says, as far as it can be known without the policies. */
export interface CasesReading {
  readonly cases: readonly CaseText[];
  readonly locate: Locate;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a cases file. With diagnostics there are no cases. No value is ever quoted. */
export function readCasesYaml(file: string, text: string): CasesReading {
  const source = new Source(file, text);
  const document = parseDocument(source.text, { prettyErrors: false, uniqueKeys: true });
  const locate: Locate = (path) => {
    return source.positionAt(offsetOf(document.contents, path, document));
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    const message = `The YAML is broken (${broken.code}).`;
    return { cases: [], locate, diagnostics: [fault(source.positionAt(broken.pos[0]), message)] };
  }
  const result = casesFile.safeParse(toValue(document), { error: wording });
  if (result.success) return { cases: result.data.cases, locate, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => toDiagnostics(issue, locate));
  return { cases: [], locate, diagnostics };
}

/** A fault of the cases file. */
export function fault(position: Position, message: string): Diagnostic {
  return {
    rule: 'contract-cases',
    severity: 'error',
    message,
    why: 'A case that cannot be read tests nothing.',
    fix: 'Correct the file; docs/contract-cases.schema.json describes it.',
    position,
  };
}

type ParsedDocument = ReturnType<typeof parseDocument>;

/** Aliases that swell without bound make it throw; such a file has no cases. */
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

type Issue = NonNullable<ReturnType<typeof casesFile.safeParse>['error']>['issues'][number];

/** What zod says, in our words; undefined leaves it to zod. */
function wording(issue: { code?: string; expected?: unknown }): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  const expected = issue.expected === 'record' ? 'object' : String(issue.expected);
  return `must be ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
}

function toDiagnostics(issue: Issue, locate: Locate): Diagnostic[] {
  if (issue.code !== 'unrecognized_keys') {
    const key = issue.path.length === 0 ? 'The file' : `"${shownPath(issue.path)}"`;
    return [fault(locate(issue.path), `${key} ${issue.message}.`)];
  }
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    const hint = didYouMean(key, knownKeys(issue.path));
    return fault(locate(path), `"${shownPath(path)}" is no known key.${hint}`);
  });
}

/** `cases[0].expect.status`. */
function shownPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    return shown === '' ? String(step) : `${shown}.${String(step)}`;
  }, '');
}
