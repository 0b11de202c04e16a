import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { emitClaims } from '../../compiler/emit-claims.ts';
import { printJson } from '../../compiler/emit-json.ts';
import { emitProfile } from '../../compiler/emit-profile.ts';
import { IdMap } from '../../compiler/id-map.ts';
import { anyBackend, anyJson } from '../support/generated-arbitraries.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What Biome would change in the folder, which has our rules but no git. */
function biome(folder: string): string {
  const settings = JSON.parse(readFileSync('biome.json', 'utf8'));
  delete settings.$schema;
  const linter = {
    ...settings.linter,
    rules: {
      ...settings.linter.rules,
      suspicious: { ...settings.linter.rules.suspicious, noImportCycles: 'off' },
    },
  };
  writeFileSync(
    join(folder, 'biome.json'),
    JSON.stringify({ ...settings, vcs: { enabled: false }, linter }),
  );
  const path = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const flags = [
    '--error-on-warnings',
    '--max-diagnostics=3',
    '--colors=off',
    '--config-path',
    folder,
  ];
  try {
    execFileSync(process.execPath, [path, 'check', ...flags, join(folder, 'generated')], {
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    return `${stdout}${stderr}`;
  }
}

test('whatever the policies say, what is written is as Biome would format it, and passes its rules', async (t) => {
  const folder = await temporaryFolder(t);
  const seed = 20_310_504;
  for (const [index, { types, profile }] of fc
    .sample(anyBackend, { seed, numRuns: 100 })
    .entries()) {
    const out = join(folder, 'generated', String(index));
    mkdirSync(join(out, 'profiles'), { recursive: true });
    const constants = new IdMap(types.map(({ id, name }) => [id, name]));
    writeFileSync(join(out, 'claims.ts'), emitClaims(types, '../claim-type.ts'));
    writeFileSync(
      join(out, 'profiles', 'a.ts'),
      emitProfile(profile, constants, 'countersign/serve'),
    );
    const [value = ''] = fc.sample(anyJson, { seed: seed + index, numRuns: 1 });
    writeFileSync(join(out, 'a.json'), printJson({ value }));
  }
  assert.equal(biome(folder), '');
});
