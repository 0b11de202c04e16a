import * as z from 'zod';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { IdMap } from './id-map.ts';
import { parseJsonc } from './jsonc.ts';
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
export function readConfiguration(file: string, text: string): ConfigurationReading {
  const source = new Source(file, text);
  const { value, diagnostics: broken } = parseJsonc(source);
  const [fault] = broken;
  if (fault) return refused([finding('configuration-file', fault.position, fault.message)]);
  const result = configurationFile.safeParse(value, { error: wording });
  if (result.success)
    return { configuration: toConfiguration(source, result.data), diagnostics: [] };
  return refused(result.error.issues.map((issue) => toDiagnostic(source, issue)));
}

interface ConfigurationReading {
  readonly configuration: Configuration;
  readonly diagnostics: readonly Diagnostic[];
}

function refused(diagnostics: Diagnostic[]): ConfigurationReading {
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

/** What zod says, in our words; undefined leaves it to zod. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}`;
  if (issue.code !== 'invalid_value') return undefined;
  return `must be ${issue.values.map((value) => `"${String(value)}"`).join(' or ')}`;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function toDiagnostic(source: Source, issue: z.core.$ZodIssue): Diagnostic {
  if (issue.code === 'unrecognized_keys') return unknownKey(source, issue);
  const { path, message } = issue;
  const key = path.length === 0 ? 'The file' : `"${shownPath(path)}"`;
  return finding('configuration-file', locate(source, path), `${key} ${message}.`);
}

function unknownKey(source: Source, issue: z.core.$ZodIssueUnrecognizedKeys): Diagnostic {
  const [key = ''] = issue.keys;
  const path = [...issue.path, key];
  const message = `"${shownPath(path)}" is no known key.${didYouMean(key, knownKeys(issue.path))}`;
  return finding('configuration-file', locate(source, path), message);
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
