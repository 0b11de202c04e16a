import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** STYLE.md, "Who may import whom": a folder → the folders of ours it may import, besides itself. */
const mayImport: Record<string, readonly string[]> = {
  functions: ['shared'],
  shared: [],
  compiler: ['shared'],
  emulator: ['compiler', 'shared', 'caller'],
  caller: ['compiler', 'shared'],
  graph: [],
  host: [],
  commands: ['compiler', 'shared', 'caller', 'emulator', 'graph'],
  '.': ['commands', 'compiler', 'shared', 'caller', 'emulator'],
};

/** Modules of Node that a folder must not know, and the files that are its door to them. */
const forbiddenModules: Record<string, { modules: RegExp; doors: readonly string[] }> = {
  compiler: {
    modules: /^node:(https?|net|tls|http2|fs)(\/|$)/,
    doors: ['compiler/policy-files.ts', 'compiler/read-source.ts', 'compiler/settings-files.ts'],
  },
};

interface Import {
  readonly from: string;
  readonly specifier: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map((match) => ({
    from: file,
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

/** `functions/loyalty` for a scenario, else the first folder, `.` for the root. */
function folderOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return '.';
  return parts[0] === 'functions' && parts.length > 2 ? `functions/${parts[1]}` : (parts[0] ?? '.');
}

function faultOf({ from, specifier }: Import): string | undefined {
  const own = folderOf(from);
  const [top = '.'] = own.split('/');
  if (!specifier.startsWith('.')) {
    const rule = forbiddenModules[top];
    const isForbidden = rule?.modules.test(specifier) && !rule.doors.includes(from);
    return isForbidden ? `${from} imports "${specifier}"` : undefined;
  }
  const target = folderOf(posix.normalize(posix.join(posix.dirname(from), specifier)));
  if (target === own || mayImport[top]?.includes(target.split('/')[0] ?? '')) return undefined;
  return `${from} imports "${specifier}": ${own} may not know ${target}`;
}

const files = globSync(
  ['*.ts', '{functions,shared,compiler,emulator,caller,graph,host,commands}/**/*.ts'],
  { cwd: root },
).map((file) => relative(root, join(root, file)).split(sep).join('/'));

test('every folder imports only what STYLE.md allows it', () => {
  assert.ok(files.length > 10, 'the globs found the sources');
  const faults = files.flatMap(importsOf).map(faultOf).filter(Boolean);
  assert.deepEqual(faults, []);
});

const cases: { name: string; from: string; specifier: string; isFault: boolean }[] = [
  {
    name: 'a scenario may not know another',
    from: 'functions/a/f.ts',
    specifier: '../b/g.ts',
    isFault: true,
  },
  {
    name: 'a scenario may know shared',
    from: 'functions/a/f.ts',
    specifier: '../../shared/serve.ts',
    isFault: false,
  },
  {
    name: 'a scenario may know its own folder',
    from: 'functions/a/f.ts',
    specifier: './g.ts',
    isFault: false,
  },
  {
    name: 'shared may not know the compiler',
    from: 'shared/serve.ts',
    specifier: '../compiler/model.ts',
    isFault: true,
  },
  {
    name: 'the compiler may not know HTTP',
    from: 'compiler/read.ts',
    specifier: 'node:http',
    isFault: true,
  },
  {
    name: 'the compiler reads files at its door only',
    from: 'compiler/read.ts',
    specifier: 'node:fs/promises',
    isFault: true,
  },
  {
    name: 'the compiler has a door',
    from: 'compiler/read-source.ts',
    specifier: 'node:fs',
    isFault: false,
  },
  {
    name: 'the host knows nothing of ours',
    from: 'host/main.ts',
    specifier: '../shared/errors.ts',
    isFault: true,
  },
  {
    name: 'commands may not know functions',
    from: 'commands/start.ts',
    specifier: '../functions/health.ts',
    isFault: true,
  },
];
for (const { name, from, specifier, isFault } of cases) {
  test(`boundaries: ${name}`, () => {
    assert.equal(faultOf({ from, specifier }) !== undefined, isFault);
  });
}
