import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { backendOf, type PolicyWords, type ProfileWords } from '../support/generated-policies.ts';

const url = 'https://api.example.com/api/check';
const check: ProfileWords = {
  id: 'REST-Check',
  displayName: 'Check',
  metadata: { ServiceUrl: url },
  input: '<InputClaim ClaimTypeReferenceId="tier" />',
};

/** A base policy, and what two relying parties add to it. */
async function describe(t: TestContext, first: PolicyWords, second: PolicyWords) {
  const base = {
    id: 'Base',
    claims: { tier: 'string', other: 'string' },
    profiles: [check],
    isRelyingParty: false,
  };
  const leaf = (id: string, words: PolicyWords) => ({ id, base: 'Base', ...words });
  const backend = await backendOf(t, [base, leaf('B2C_1A_One', first), leaf('B2C_1A_Two', second)]);
  return {
    ...backend,
    found: backend.diagnostics.map(({ rule, message }) => `${rule}: ${message}`),
  };
}

test('a profile that is the same for all is there once', async (t) => {
  const { profiles, claimTypes, found } = await describe(t, {}, {});
  assert.deepEqual(
    profiles.map(({ id }) => id),
    ['REST-Check'],
  );
  assert.deepEqual(
    claimTypes.map(({ id }) => id),
    ['tier'],
  );
  assert.deepEqual(found, []);
});

test('relying parties may differ in what no code depends on', async (t) => {
  const renamed = { profiles: [{ id: 'rest-check', displayName: 'Prüfung', handler: null }] };
  const { profiles, found } = await describe(t, {}, renamed);
  assert.equal(profiles[0]?.displayName, 'Check');
  assert.deepEqual(found, []);
});

const disagreements = [
  {
    name: 'metadata',
    words: { profiles: [{ id: 'REST-Check', metadata: { SendClaimsIn: 'Form' } }] },
    found:
      'relying-parties-disagree: "B2C_1A_One" and "B2C_1A_Two" disagree on "REST-Check": sendClaimsIn is "Body" and "Form".',
  },
  {
    name: 'an input claim',
    words: {
      profiles: [{ id: 'REST-Check', input: '<InputClaim ClaimTypeReferenceId="other" />' }],
    },
    found:
      'relying-parties-disagree: "B2C_1A_One" and "B2C_1A_Two" disagree on "REST-Check": input[other] is absent and there.',
  },
  {
    name: 'a claim type',
    words: {
      claims: { tier: '<Restriction><Enumeration Text="A" Value="a" /></Restriction>' },
    },
    found:
      'relying-parties-disagree: "B2C_1A_One" and "B2C_1A_Two" disagree on "tier": enumeration[0] is absent and "a".',
  },
  {
    name: 'more than is worth saying',
    words: {
      profiles: [
        {
          id: 'REST-Check',
          metadata: {
            ServiceUrl: 'https://api.example.com/api/{tier}?x={tier}',
            SendClaimsIn: 'Url',
            ResolveJsonPathsInJsonTokens: 'true',
          },
        },
      ],
    },
    found:
      'relying-parties-disagree: "B2C_1A_One" and "B2C_1A_Two" disagree on "REST-Check": method is "POST" and "GET"; route is "check" and "{tier}"; sendClaimsIn is "Body" and "Url"; and 3 more.',
  },
];
for (const { name, words, found } of disagreements) {
  test(`relying parties that disagree on ${name} are both named`, async (t) => {
    const backend = await describe(t, {}, words);
    assert.deepEqual(backend.found, [found]);
    assert.equal(backend.diagnostics[0]?.severity, 'error');
  });
}

test('ids that make one file or one constant are both named', async (t) => {
  const profile = (id: string, path: string): ProfileWords => ({
    id,
    metadata: { ServiceUrl: `https://api.example.com/api/${path}` },
    input:
      '<InputClaim ClaimTypeReferenceId="my_tier" /><InputClaim ClaimTypeReferenceId="myTier" />',
  });
  const { diagnostics } = await backendOf(t, [
    {
      claims: { my_tier: 'string', myTier: 'string' },
      profiles: [profile('REST-Check', 'a'), profile('REST_Check', 'b'), profile('restCheck', 'c')],
    },
  ]);
  assert.deepEqual(diagnostics.map(({ rule, message }) => `${rule}: ${message}`).toSorted(), [
    'generated-name: "REST-Check" and "REST_Check" both become "profiles/rest-check.ts".',
    'generated-name: "REST-Check" and "REST_Check" both become "restCheck".',
    'generated-name: "REST-Check" and "restCheck" both become "profiles/rest-check.ts".',
    'generated-name: "REST-Check" and "restCheck" both become "restCheck".',
    'generated-name: "my_tier" and "myTier" both become "myTier".',
  ]);
});
