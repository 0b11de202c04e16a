import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

/** The promise is a second for any file that B2C takes; this leaves room for a busy machine. */
const LIMIT_MS = 5_000;
const MEGABYTE = 1024 * 1024;

/** As often as fits into a megabyte. */
function fill(piece: (index: number) => string): string {
  const count = Math.floor((MEGABYTE - 2_000) / piece(999_999).length);
  return Array.from({ length: count }, (_, index) => piece(index)).join('');
}

const claims = (piece: (index: number) => string) =>
  policyText({ id: 'A', buildingBlocks: `<ClaimsSchema>${fill(piece)}</ClaimsSchema>` });
const profiles = (piece: (index: number) => string) =>
  policyText({ id: 'A', technicalProfiles: fill(piece) });

const files: { name: string; text: () => string; rule: string }[] = [
  { name: '10,000 levels', text: () => '<a>'.repeat(10_000), rule: 'xml-too-deep' },
  {
    name: 'a tag that never ends',
    text: () => `<a ${fill(() => 'x')}`,
    rule: 'xml-not-well-formed',
  },
  {
    name: 'comments that never end',
    text: () => `<a>${fill(() => '<!-- ')}`,
    rule: 'xml-not-well-formed',
  },
  {
    name: 'bare ampersands',
    text: () => `<a>${fill(() => '& ')}</a>`,
    rule: 'xml-not-well-formed',
  },
  {
    name: 'a million attributes',
    text: () =>
      policyText({ id: 'A' }).replace(' PolicyId', `${fill((i) => ` a${i}="${i}"`)} PolicyId`),
    rule: 'schema-unknown',
  },
  {
    name: 'elements that nobody knows',
    text: () => policyText({ id: 'A', buildingBlocks: fill((i) => `<C${i}/>`) }),
    rule: 'schema-unknown',
  },
  {
    name: 'elements in the wrong order',
    text: () =>
      claims((i) => `<ClaimType Id="${i}"><DataType>string</DataType><DisplayName/></ClaimType>`),
    rule: 'schema-order',
  },
  {
    name: 'children in the wrong order',
    text: () =>
      policyText({
        id: 'A',
        relyingParty: fill((i) => (i % 2 ? '<Endpoints/>' : '<TechnicalProfile Id="a"/>')),
      }),
    rule: 'schema-order',
  },
  {
    name: 'one id over and over',
    text: () => claims(() => '<ClaimType Id="a" />'),
    rule: 'dup-id',
  },
  {
    name: 'long ids that are nearly the same',
    text: () =>
      profiles(
        (i) =>
          `<TechnicalProfile Id="${'x'.repeat(40)}${i}"><IncludeTechnicalProfile ReferenceId="${'x'.repeat(40)}-${i}" /></TechnicalProfile>`,
      ),
    rule: 'ref-unknown-technical-profile',
  },
  {
    name: 'claims that nobody declares',
    text: () =>
      policyText({
        id: 'A',
        technicalProfiles: `<TechnicalProfile Id="a"><InputClaims>${fill((i) => `<InputClaim ClaimTypeReferenceId="claim${i}" />`)}</InputClaims></TechnicalProfile>`,
      }),
    rule: 'ref-unknown-claim-type',
  },
  {
    name: 'includes of includes',
    text: () =>
      profiles(
        (i) =>
          `<TechnicalProfile Id="p${i}"><IncludeTechnicalProfile ReferenceId="p${i + 1}" /></TechnicalProfile>`,
      ),
    rule: 'include-too-deep',
  },
  {
    name: 'a circle of includes',
    text: () =>
      profiles(
        (i) =>
          `<TechnicalProfile Id="p${i}"><IncludeTechnicalProfile ReferenceId="p${i % 5_000 ? i - 1 : i + 4_999}" /></TechnicalProfile>`,
      ),
    rule: 'include-cycle',
  },
  {
    name: 'tokens that nothing replaces',
    text: () => claims((i) => `<ClaimType Id="{Settings:k${i}}" />`),
    rule: 'settings-token',
  },
  {
    name: 'text where none may be',
    text: () =>
      policyText({ id: 'A', buildingBlocks: `<ClaimsSchema>${fill(() => '> ')}</ClaimsSchema>` }),
    rule: 'schema-stray-text',
  },
];
for (const { name, text, rule } of files) {
  test(`a hostile file is a diagnostic, soon: ${name}`, async (t) => {
    const folder = await writeFiles(t, { 'A.xml': text() });
    const start = performance.now();
    const set = readPolicySet({ folders: [folder] });
    const found = set.leaves.flatMap((leaf) => resolvePolicy(set, leaf).diagnostics);
    const elapsed = performance.now() - start;
    assert.ok([...set.diagnostics, ...found].some((each) => each.rule === rule));
    assert.ok(elapsed < LIMIT_MS, `${Math.round(elapsed)} ms`);
    t.diagnostic(`${Math.round(elapsed)} ms`);
  });
}

test('a file of 50 MiB is refused without reading it', async (t) => {
  const folder = await writeFiles(t, { 'Base.xml': policyText({ id: 'Base' }) });
  const file = await open(join(folder, 'Huge.xml'), 'w');
  await file.truncate(50 * MEGABYTE);
  await file.close();
  const before = process.memoryUsage().rss;
  const { policies, diagnostics } = readPolicySet({ folders: [folder] });
  assert.ok(process.memoryUsage().rss - before < 40 * MEGABYTE);
  assert.deepEqual(
    policies.map(({ policyId }) => policyId),
    ['Base'],
  );
  assert.deepEqual(
    diagnostics.map(({ rule, severity }) => `${severity} ${rule}`),
    ['error doc-file-too-big'],
  );
});
