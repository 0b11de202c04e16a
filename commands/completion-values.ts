import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { knownTerms } from '../compiler/explain.ts';
import { ruleCatalog } from '../compiler/rule-catalog.ts';
import { severityWords } from './lint-severities.ts';

/** A word that may stand where the cursor is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** What stands before the cursor: whole words behind the command, and what there is of the last. */
export interface Typed {
  readonly words: readonly string[];
  readonly current: string;
}

/** More policy files than a shell should wait for. */
const MAX_FILES = 200;

/** Ids as they are written: whole policies are not read while somebody waits for a tab. */
const patterns = {
  policies: /<TrustFrameworkPolicy\b[^>]*?\sPolicyId\s*=\s*["']([^"']+)/g,
  profiles: /<TechnicalProfile\b[^>]*?\sId\s*=\s*["']([^"']+)/g,
  journeys: /<(?:User|Sub)Journey\b[^>]*?\sId\s*=\s*["']([^"']+)/g,
  environments: /"Name"\s*:\s*"([^"]+)"/g,
} as const;

type Source = (typed: Typed) => readonly string[];

const policyIds: Source = (typed) => idsIn('policies', '**/*.xml', typed);
const profileIds: Source = (typed) => idsIn('profiles', '**/*.xml', typed);

/** Where the values of an option or argument come from, by its command and its own name. */
const sources = new Map<string, Source>([
  ['call <id>', profileIds],
  ['call --policy', policyIds],
  ['contract --profile', profileIds],
  ['diff <a>', policyIds],
  ['diff <b>', policyIds],
  ['explain <what>', (typed) => [...knownTerms(), ...profileIds(typed)]],
  ['flatten <policy>', policyIds],
  ['graph --journey', (typed) => idsIn('journeys', '**/*.xml', typed)],
  ['graph --policy', policyIds],
  ['lint --rule', ruleSeverities],
]);

/** The names that `sources` knows; a test compares them with the commands. */
export function completedNames(): string[] {
  return [...sources.keys()];
}

/** What is known of the values of `<command> --option` or `<command> <argument>`. */
export function valuesOf(name: string, typed: Typed): Candidate[] {
  const source = name.endsWith(' --env')
    ? (each: Typed) => idsIn('environments', '**/appsettings.json', each)
    : sources.get(name);
  return [...new Set(source?.(typed))].sort().map((value) => ({ value }));
}

/** `rule=`, then the severities. */
function ruleSeverities({ current }: Typed): readonly string[] {
  const rules = ruleCatalog().keys();
  const rule = rules.find((each) => current.startsWith(`${each}=`));
  return rule ? severityWords.map((word) => `${rule}=${word}`) : rules.map((each) => `${each}=`);
}

function idsIn(kind: keyof typeof patterns, glob: string, { words }: Typed): string[] {
  const given = words.filter((_, index) => words[index - 1] === '--policies');
  const folders = given.length > 0 ? given : ['policies'];
  const files = folders.flatMap((cwd) =>
    globSync(glob, { cwd, absolute: true, ignore: ['**/node_modules/**'] }),
  );
  return files.slice(0, MAX_FILES).flatMap((file) => {
    const found = readFileSync(file, 'utf8').matchAll(patterns[kind]);
    return Array.from(found, ([, id = '']) => id);
  });
}
