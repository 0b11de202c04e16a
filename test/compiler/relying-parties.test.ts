import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { describeBackend } from '../../compiler/backend.ts';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { cpuTime } from '../support/cpu-time.ts';
import {
  backendOf,
  type PolicyWords,
  type ProfileWords,
  policiesIn,
  policyParts,
} from '../support/generated-policies.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

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

test('of sets that have nothing to do with each other the first is generated, and files are named', async (t) => {
  const set = (sendClaimsIn: string) => {
    const profiles = [{ ...check, metadata: { ServiceUrl: url, SendClaimsIn: sendClaimsIn } }];
    return policyText(policyParts({ id: 'B2C_1A_Same', claims: { tier: 'string' }, profiles }));
  };
  const folder = await writeFiles(t, { 'one/A.xml': set('Body'), 'two/A.xml': set('Form') });
  const { profiles, diagnostics } = describeBackend({
    policies: policiesIn([folder]),
    configuration: defaultConfiguration,
    everything: false,
    routePrefix: 'api',
  });
  assert.deepEqual(
    profiles.map(({ contract }) => contract.sendClaimsIn),
    ['Body'],
  );
  const [warning] = diagnostics;
  assert.equal(diagnostics.length, 1);
  assert.equal(warning?.severity, 'warning');
  assert.match(
    warning.message,
    /^"B2C_1A_Same" in ".*one.A\.xml" and "B2C_1A_Same" in ".*two.A\.xml" disagree on "REST-Check": .* That of "B2C_1A_Same" in ".*one.A\.xml" is generated\.$/,
  );
});

test('five thousand claims that differ are compared soon', async (t) => {
  const claims = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`claim${index}`, 'string']),
  );
  const halves = [0, 5_000].map((start): PolicyWords => {
    const ids = Object.keys(claims).slice(start, start + 5_000);
    const input = ids.map((id) => `<InputClaim ClaimTypeReferenceId="${id}" />`).join('');
    return { id: `B2C_1A_${start}`, claims, profiles: [{ ...check, input }] };
  });
  let message = '';
  const took = await cpuTime(async () => {
    message = (await backendOf(t, halves)).diagnostics[0]?.message ?? '';
  });
  assert.ok(took < 5_000, `${took} ms`);
  assert.match(message, /; and 9997 more\.$/);
});
