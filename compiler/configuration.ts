import * as z from 'zod';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { IdMap } from './id-map.ts';
import type { Position } from './source.ts';
import { Source } from './source.ts';

/** countersign.json, as far as it decides what is generated. */
export interface Configuration {
  /** Origins in their canonical form; absent: every host is ours. */
  readonly hosts?: readonly string[];
  /** Functions that serve no technical profile. */
  readonly functions: readonly string[];
  /** A package, or a folder that begins with a dot: where generated files import from. */
  readonly runtime: string;
  readonly profiles: IdMap<ProfileConfiguration>;
}

export interface ProfileConfiguration {
  readonly validation?: 'observe' | 'enforce';
  readonly position: Position;
}

/** Without a file every RESTful technical profile is ours. */
export const defaultConfiguration: Configuration = {
  functions: [],
  runtime: 'countersign/serve',
  profiles: new IdMap(),
};

/** Reads countersign.json; with errors among the diagnostics the configuration is the default one. */
export function readConfiguration(
  file: string,
  text: string,
): { configuration: Configuration; diagnostics: Diagnostic[] } {
  const source = new Source(file, text);
  const value = parse(source);
  if ('fault' in value) return { configuration: defaultConfiguration, diagnostics: [value.fault] };
  const result = configurationFile.safeParse(value.json);
  if (result.success)
    return { configuration: toConfiguration(source, result.data), diagnostics: [] };
  const diagnostics = result.error.issues.map((issue) => toDiagnostic(source, issue));
  return { configuration: defaultConfiguration, diagnostics };
}

const origin = z
  .string()
  .refine(
    (text) => originOf(text) !== undefined,
    'must be an origin such as "https://api.example.com"',
  )
  .meta({
    format: 'uri',
    description: 'An origin: scheme, host, and port if it is not the default one.',
  });

const profile = z.strictObject({
  validation: z
    .enum(['observe', 'enforce'])
    .default('observe')
    .describe(
      'Whether a pattern or predicate that does not hold is only counted and logged, or refused.',
    ),
});

/** The file's own schema; docs/countersign.schema.json is made of it. */
export const configurationFile = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema that editors check this file with.'),
    hosts: z
      .array(origin)
      .optional()
      .describe('The origins whose RESTful technical profiles are ours. Absent: all are.'),
    functions: z
      .array(z.string().min(1))
      .default([])
      .describe('The names of functions that serve no technical profile.'),
    runtime: z
      .string()
      .regex(/^[\w@./-]+$/, 'must be the name of a package, or a folder that begins with "./"')
      .default('countersign/serve')
      .describe('Where generated files import from: a package, or a folder that begins with "./".'),
    profiles: z
      .record(z.string(), profile)
      .default({})
      .describe('Settings of single technical profiles, by their Id.'),
  })
  .describe('countersign.json: which technical profiles are ours, and how they validate.');

function toConfiguration(source: Source, file: z.output<typeof configurationFile>): Configuration {
  const profiles = new IdMap<ProfileConfiguration>();
  for (const [id, { validation }] of Object.entries(file.profiles)) {
    profiles.set(id, { validation, position: locate(source, ['profiles', id]) });
  }
  const { functions, runtime } = file;
  const hosts = file.hosts?.flatMap((host) => originOf(host) ?? []);
  return { functions, runtime, profiles, ...(hosts ? { hosts } : {}) };
}

/** The canonical form, without a default port; undefined for what is more or less than an origin. */
function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  return isOrigin ? url.origin : undefined;
}

function parse(source: Source): { json: unknown } | { fault: Diagnostic } {
  try {
    return { json: JSON.parse(source.text) };
  } catch (error) {
    const message = `The file is no JSON: ${error instanceof Error ? error.message : ''}.`;
    const [, offset] = /position (\d+)/.exec(message) ?? [];
    return {
      fault: finding('configuration-file', source.positionAt(Number(offset ?? 0)), message),
    };
  }
}

function toDiagnostic(source: Source, issue: z.core.$ZodIssue): Diagnostic {
  const isUnknown = issue.code === 'unrecognized_keys';
  const path = isUnknown ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const hint = isUnknown ? didYouMean(issue.keys[0] ?? '', knownKeys(issue.path)) : hintFor(issue);
  const fault = isUnknown ? 'is no known key' : issue.message.replace(/^Invalid input: /, '');
  const key = path.length === 0 ? 'The file' : `"${shownPath(path)}"`;
  return finding('configuration-file', locate(source, path), `${key}: ${fault}.${hint}`);
}

function hintFor(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_value'
    ? ` Allowed: ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`
    : '';
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  return Object.keys(path.length === 0 ? configurationFile.shape : profile.shape);
}

/** `profiles.REST-X.validation`, `hosts[1]`. */
function shownPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    return shown === '' ? String(step) : `${shown}.${String(step)}`;
  }, '');
}

/** Where the path's last key stands: each key is looked for behind the one before it. */
function locate(source: Source, path: readonly PropertyKey[]): Position {
  let offset = 0;
  for (const step of path) {
    if (typeof step === 'number') continue;
    const found = source.text.indexOf(JSON.stringify(String(step)), offset);
    if (found >= 0) offset = found;
  }
  return source.positionAt(offset);
}
