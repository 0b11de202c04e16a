import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { emitClaims } from '../../compiler/emit-claims.ts';
import { type JsonValue, printJson } from '../../compiler/emit-json.ts';
import { emitProfile } from '../../compiler/emit-profile.ts';
import type { ClaimTypeContract, GeneratedClaimType } from '../../compiler/generated-claim-type.ts';
import type { GeneratedProfile } from '../../compiler/generated-profile.ts';
import { constantName, fileName } from '../../compiler/names.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const position = { file: 'a.xml', line: 1, column: 1 };
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,90}$/);
const text = fc.oneof(
  word,
  fc.string({ maxLength: 120 }),
  fc.string({ unit: fc.constantFrom(...`aé '"张 ひ한\\\${}`), minLength: 30, maxLength: 110 }),
);
const optionalText = fc.option(text, { nil: undefined });

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Value;
}

const predicate = fc
  .record({
    id: word,
    method: fc.constant('MatchesRegex' as const),
    regularExpression: text,
    helpText: optionalText,
  })
  .map(withoutUndefined);

const group = fc
  .record({
    group: word,
    helpText: optionalText,
    matchAtLeast: fc.option(fc.nat(3), { nil: undefined }),
    predicates: fc.array(predicate, { minLength: 1, maxLength: 3 }),
  })
  .map(withoutUndefined);

const contract = fc
  .record({
    dataType: fc.constantFrom('string', 'int', 'alternativeSecurityIdCollection'),
    enumeration: fc.option(fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), {
      nil: undefined,
    }),
    pattern: fc.option(
      fc.record({ regularExpression: text, helpText: optionalText }).map(withoutUndefined),
      { nil: undefined },
    ),
    predicates: fc.option(fc.array(group, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  .map((parts) => withoutUndefined(parts) as ClaimTypeContract);

const claimType: fc.Arbitrary<GeneratedClaimType> = fc
  .record({ id: word, displayName: optionalText, contract })
  .map((parts) => {
    const named = { ...parts, name: constantName(parts.id, 'claim'), position };
    return withoutUndefined(named) as GeneratedClaimType;
  });

const claimTypes = fc.uniqueArray(claimType, {
  minLength: 1,
  maxLength: 6,
  selector: ({ name }) => name,
});

const authentication = fc.oneof(
  fc.constant({ type: 'None' as const }),
  fc.record({ type: fc.constant('Basic' as const), username: word, password: word }),
  fc.record({ type: fc.constant('ApiKeyHeader' as const), header: text, key: word }),
);

/** A profile whose claims are all of one list of claim types. */
function profileOf(types: readonly GeneratedClaimType[]): fc.Arbitrary<GeneratedProfile> {
  const claim = fc.record({
    wireName: text,
    claimType: fc.constantFrom(...types.map(({ id }) => id)),
    required: fc.boolean(),
  });
  const claims = fc.uniqueArray(claim, { maxLength: 5, selector: ({ wireName }) => wireName });
  const shared = {
    sendClaimsIn: 'Url' as const,
    validation: 'observe' as const,
    resolveJsonPaths: false,
  };
  return fc
    .record({
      id: word,
      displayName: optionalText,
      route: text,
      input: claims,
      output: claims,
      authentication,
      urlQuery: fc.uniqueArray(fc.tuple(text, text), {
        minLength: 1,
        maxLength: 4,
        selector: ([name]) => name,
      }),
    })
    .map(({ id, displayName, ...rest }) => ({
      id,
      ...(displayName === undefined ? {} : { displayName }),
      name: constantName(id, 'profile'),
      file: fileName(id),
      policyFiles: ['a.xml', 'b.xml'],
      position,
      origin: 'https://api.example.com',
      contract: { method: 'GET', ...shared, ...rest },
    }));
}

const backend = claimTypes.chain((types) =>
  fc.record({ types: fc.constant(types), profile: profileOf(types) }),
);

const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    text,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
})).value;

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
  for (const [index, { types, profile }] of fc.sample(backend, { seed, numRuns: 100 }).entries()) {
    const out = join(folder, 'generated', String(index));
    mkdirSync(join(out, 'profiles'), { recursive: true });
    const constants = new Map(types.map(({ id, name }) => [id, name]));
    writeFileSync(join(out, 'claims.ts'), emitClaims(types, '../claim-type.ts'));
    writeFileSync(
      join(out, 'profiles', 'a.ts'),
      emitProfile(profile, constants, 'countersign/serve'),
    );
    const [value = ''] = fc.sample(jsonValue, { seed: seed + index, numRuns: 1 });
    writeFileSync(join(out, 'a.json'), printJson({ value }));
  }
  assert.equal(biome(folder), '');
});
