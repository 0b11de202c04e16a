import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { describeBackend } from '../../compiler/backend.ts';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { generate } from '../../compiler/generate.ts';
import { parseJsonPath } from '../../shared/json-path.ts';
import { policiesIn } from '../support/generated-policies.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const harbourFolders = ['web', 'fleet', 'core'].map(
  (folder) => `test/fixtures/generate/harbour/${folder}`,
);
const foreignFolders = ['quay', 'dock'].map((folder) => `test/fixtures/generate/foreign/${folder}`);
const starterPack = '../shared/corpus/starterpack';

const sets = [
  { name: 'harbour', folders: harbourFolders },
  { name: 'foreign', folders: foreignFolders },
  { name: 'club', folders: ['policies'] },
];

const toPackage = {
  routePrefix: 'api',
  claimTypeModule: 'countersign/serve',
  profileModule: 'countersign/serve',
};

function generateFrom(folders: readonly string[], modules = toPackage) {
  const policies = policiesIn(folders);
  const request = {
    policies,
    configuration: defaultConfiguration,
    everything: true,
    routePrefix: 'api',
  };
  const backend = describeBackend(request);
  return { files: generate(backend, modules), backend };
}

for (const { name, folders } of sets.slice(0, 2)) {
  test(`what is generated from policies that others might have written has not changed: ${name}`, (t) => {
    const golden = `test/golden/generate/${name}`;
    const { files, backend } = generateFrom(folders);
    const errors = backend.diagnostics.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors, []);
    for (const [path, text] of files) {
      t.assert.fileSnapshot(text, join(golden, path), { serializers: [String] });
    }
    const entries = readdirSync(golden, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(golden, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    assert.deepEqual(paths.toSorted(), [...files.keys()].toSorted());
  });
}

test('the order of the folders changes nothing', () => {
  const { files } = generateFrom(harbourFolders);
  assert.deepEqual(generateFrom(harbourFolders.toReversed()).files, files);
});

const skip = !existsSync(starterPack) && 'the starter pack is not beside this project';

test('the starter pack has one RESTful technical profile, which resolves paths into JSON', {
  skip,
}, (t) => {
  const folders = ['scenarios/linkedin-identity-provider', 'SocialAndLocalAccounts'];
  const { files, backend } = generateFrom(folders.map((folder) => `${starterPack}/${folder}`));
  assert.deepEqual(backend.diagnostics, []);
  assert.deepEqual(
    [...files.keys()],
    ['claims.ts', 'profiles/api-linked-in-email.ts', 'openapi.json', 'routes.json'],
  );
  const path = join('test/golden/generate/starter-pack', 'api-linked-in-email.ts');
  t.assert.fileSnapshot(files.get('profiles/api-linked-in-email.ts'), path, {
    serializers: [String],
  });
});

const moduleCases = [
  {
    name: 'the package',
    paths: { 'countersign/serve': [resolve('shared/public.ts')] },
    modules: toPackage,
  },
  {
    name: 'a folder of the project',
    paths: {},
    modules: {
      ...toPackage,
      claimTypeModule: resolve('shared/claim-type.ts'),
      profileModule: resolve('shared/profile.ts'),
    },
  },
];
for (const { name, paths, modules } of moduleCases) {
  test(`what imports from ${name} compiles`, async (t) => {
    const folder = await temporaryFolder(t);
    for (const set of sets) {
      for (const [path, text] of generateFrom(set.folders, modules).files) {
        const file = join(folder, set.name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    const compilerOptions = {
      paths,
      types: ['node'],
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    };
    const settings = {
      extends: resolve('tsconfig.json'),
      compilerOptions,
      include: ['**/*.ts'],
      exclude: ['node_modules'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    assert.equal(compile(folder), '');
  });
}

/** What the TypeScript compiler complains about. */
function compile(folder: string): string {
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** What openapi.json says, as far as a reference can go wrong. */
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

for (const { name, folders } of sets) {
  test(`openapi.json of ${name} refers only to what it holds`, () => {
    const { files } = generateFrom(folders);
    const text = files.get('openapi.json') ?? '';
    const document: OpenApi = JSON.parse(text);
    for (const [, reference = ''] of text.matchAll(/"\$ref": "#\/components\/([^"]+)"/g)) {
      const [kind = '', member = ''] = reference.split('/');
      assert.ok(document.components[kind]?.[member], `"${reference}" is not there`);
    }
    const operations = Object.entries(document.paths).flatMap(([path, methods]) => {
      return Object.values(methods).map((operation) => ({ path, ...operation }));
    });
    const ids = operations.map(({ operationId }) => operationId);
    assert.equal(new Set(ids).size, ids.length);
    for (const { path, parameters = [], security } of operations) {
      const inPath = parameters
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => parameter.name);
      const inTemplate = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, parameter]) => parameter);
      assert.deepEqual(inPath.toSorted(), inTemplate.toSorted());
      for (const scheme of security.flatMap((requirement) => Object.keys(requirement))) {
        assert.ok(document.components['securitySchemes']?.[scheme], `"${scheme}" is not there`);
      }
    }
  });
}

test('claims under a path into JSON are nested in openapi.json', () => {
  const { files } = generateFrom(harbourFolders);
  const { paths } = JSON.parse(files.get('openapi.json') ?? '');
  const { schema } = paths['/weather'].get.responses['200'].content['application/json'];
  assert.deepEqual(parseJsonPath('stations[0].seen'), ['stations', 0, 'seen']);
  assert.deepEqual(schema.properties.stations.items.properties.seen, {
    $ref: '#/components/schemas/LastSeen',
  });
});
