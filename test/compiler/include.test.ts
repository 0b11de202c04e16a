import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { IdMap } from '../../compiler/id-map.ts';
import { resolveIncludes } from '../../compiler/include.ts';
import { mergePolicy, nothingMerged } from '../../compiler/merge.ts';
import type { TechnicalProfile } from '../../compiler/model.ts';
import { readPolicy } from '../../compiler/read.ts';
import { Source } from '../../compiler/source.ts';
import { circles, drafts, pathFrom, toProfiles } from '../support/including-profiles.ts';
import { brief, policyText } from '../support/policy-text.ts';

/** Technical profiles as XML says them. */
function profilesOf(technicalProfiles: string): IdMap<TechnicalProfile> {
  const { policy } = readPolicy(new Source('a.xml', policyText({ id: 'A', technicalProfiles })));
  assert.ok(policy);
  return mergePolicy(policy, nothingMerged).technicalProfiles;
}

function resolve(technicalProfiles: string) {
  const { technicalProfiles: resolved, diagnostics } = resolveIncludes(
    profilesOf(technicalProfiles),
  );
  return { resolved, says: diagnostics.map(brief) };
}

function profile(id: string, included?: string, inner = ''): string {
  const include =
    included === undefined ? '' : `<IncludeTechnicalProfile ReferenceId="${included}" />`;
  return `\n<TechnicalProfile Id="${id}">${inner}${include}</TechnicalProfile>`;
}

const item = (key: string, value: string) =>
  `<Metadata><Item Key="${key}">${value}</Item></Metadata>`;

test('an include adds what the profile does not say itself, at any depth', () => {
  const { resolved, says } = resolve(
    profile(
      'a',
      'B',
      `<DisplayName>a</DisplayName>${item('x', 'a')}<InputClaims><InputClaim ClaimTypeReferenceId="ca" /></InputClaims>`,
    ) +
      profile(
        'c',
        undefined,
        `<DisplayName>c</DisplayName><Protocol Name="OAuth2" /><Metadata><Item Key="X">c</Item><Item Key="y">c</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="cc" /></InputClaims>`,
      ) +
      profile(
        'b',
        'c',
        `<Metadata><Item Key="z">b</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="CA" Required="true" /></InputClaims>`,
      ),
  );
  const a = resolved.get('a') ?? assert.fail();
  assert.deepEqual(says, []);
  assert.deepEqual(
    [a.id, a.displayName, a.protocol?.name, a.includes],
    ['a', 'a', 'OAuth2', ['b', 'c']],
  );
  assert.deepEqual(
    a.metadata.map(({ key, value }) => `${key}=${value}`),
    ['x=a', 'z=b', 'y=c'],
  );
  assert.deepEqual(
    a.inputClaims.map((claim) => `${claim.claimTypeReferenceId} ${claim.required}`),
    ['ca true', 'cc undefined'],
  );
});

test('an effective profile includes nothing any more, and has the provider it stands in', () => {
  const { resolved } = resolve(`${profile('a', 'b')}</TechnicalProfiles></ClaimsProvider>
    <ClaimsProvider><Domain>d</Domain><TechnicalProfiles>${profile('b')}`);
  const a = resolved.get('a') ?? assert.fail();
  assert.equal('includeTechnicalProfile' in a, false);
  assert.equal(a.claimsProvider?.domain, undefined);
  assert.equal(resolved.get('b')?.claimsProvider?.domain, 'd');
});

/** The schema has the id as text, the documentation as an attribute. */
const claimsFrom = [
  '<IncludeClaimsFromTechnicalProfile>b</IncludeClaimsFromTechnicalProfile>',
  '<IncludeClaimsFromTechnicalProfile ReferenceId="b" />',
];

for (const reference of claimsFrom) {
  test(`${reference} adds input and output claims only`, () => addsClaimsOnly(reference));
}

function addsClaimsOnly(reference: string): void {
  const claims = `<Metadata><Item Key="k">v</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="in" /></InputClaims>
    <PersistedClaims><PersistedClaim ClaimTypeReferenceId="kept" /></PersistedClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="out" /></OutputClaims>`;
  const { resolved, says } = resolve(
    profile('a', undefined, reference) + profile('b', 'c') + profile('c', undefined, claims),
  );
  const { inputClaims, outputClaims, persistedClaims, metadata, includes } =
    resolved.get('a') ?? assert.fail();
  assert.deepEqual(
    [inputClaims.length, outputClaims.length, persistedClaims.length, metadata.length],
    [1, 1, 0, 0],
  );
  assert.deepEqual([includes, says], [[], []]);
}

const faults = [
  {
    name: 'a profile that nobody declares',
    xml: profile('REST-Common') + profile('a', 'REST-Comon'),
    says: [
      'ref-unknown-technical-profile 4:26 There is no technical profile "REST-Comon" to include. Did you mean "REST-Common"?',
    ],
  },
  {
    name: 'a profile that includes itself',
    xml: profile('a', 'A'),
    says: ['include-cycle 3:26 The technical profiles include each other: "a" → "a".'],
  },
  {
    name: 'a circle, once',
    xml:
      profile('x', 'a') +
      profile('a', 'b') +
      profile('b', 'c') +
      profile('c', 'a') +
      profile('y', 'b'),
    says: ['include-cycle 6:26 The technical profiles include each other: "a" → "b" → "c" → "a".'],
  },
  {
    name: 'a validation profile that both list',
    xml:
      profile(
        'a',
        'b',
        '\n<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="v" /></ValidationTechnicalProfiles>',
      ) +
      profile(
        'b',
        undefined,
        '<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="V" /></ValidationTechnicalProfiles>',
      ),
    says: ['merge-validation-duplicated 4:30 "a" runs "v" twice: "b" in a.xml lists it too.'],
  },
];
for (const { name, xml, says } of faults) {
  test(`includes: ${name}`, () => {
    assert.deepEqual(resolve(xml).says, says);
  });
}

test('a hundred includes are followed, one more is a fault', () => {
  const chain = (length: number) =>
    Array.from({ length }, (_, i) =>
      profile(`p${i}`, i + 1 < length ? `p${i + 1}` : undefined),
    ).join('');
  assert.deepEqual(resolve(chain(101)).says, []);
  const { resolved, says } = resolve(chain(102));
  assert.deepEqual(says, [
    'include-too-deep 3:27 "p0" includes more than 100 technical profiles, one through the other.',
  ]);
  assert.deepEqual(
    [resolved.get('p0')?.includes.length, resolved.get('p1')?.includes.length],
    [0, 100],
  );
});

test('along a path of includes the nearest word on each key and claim wins', async () => {
  await fc.assert(
    fc.property(drafts, (list) => {
      const { technicalProfiles } = resolveIncludes(toProfiles(list));
      assert.equal(technicalProfiles.size, list.length);
      for (const index of list.keys()) {
        const path = pathFrom(list, index);
        if (!path) continue;
        const resolved = technicalProfiles.get(`p${index}`) ?? assert.fail();
        const keys = [...new Set(path.flatMap((at) => list[at]?.metadata ?? []))];
        const nearest = (key: number) => path.find((at) => list[at]?.metadata.includes(key));
        assert.deepEqual(
          resolved.includes,
          path.slice(1).map((at) => `p${at}`),
        );
        assert.deepEqual(
          resolved.metadata.map(({ value }) => value),
          keys.map((key) => `${key} of p${nearest(key)}`),
        );
        const claims = [...new Set(path.flatMap((at) => list[at]?.claims ?? []))];
        const owner = (claim: number) => path.find((at) => list[at]?.claims.includes(claim));
        assert.deepEqual(
          resolved.inputClaims.map(
            (claim) => `${claim.claimTypeReferenceId} ${claim.defaultValue}`,
          ),
          claims.map((claim) => `c${claim} ${owner(claim)}`),
        );
      }
    }),
  );
});

test('every circle is reported exactly once', async () => {
  await fc.assert(
    fc.property(drafts, (list) => {
      const { diagnostics } = resolveIncludes(toProfiles(list));
      assert.deepEqual(
        diagnostics.map(({ rule }) => rule),
        Array(circles(list)).fill('include-cycle'),
      );
    }),
    { numRuns: 500 },
  );
});

test('resolving twice changes nothing', async () => {
  await fc.assert(
    fc.property(drafts, (list) => {
      const once = resolveIncludes(toProfiles(list)).technicalProfiles;
      const { technicalProfiles: twice, diagnostics } = resolveIncludes(once);
      const words = (profiles: typeof once) =>
        profiles.values().map(({ includes: _, ...rest }) => rest);
      assert.deepEqual(words(twice), words(once));
      assert.deepEqual(diagnostics, []);
    }),
  );
});
