import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incomplete, present, profiles, read, relyingParties, typesOf } from './scenarios.ts';

for (const environment of ['Local', 'Production']) {
  test(`the policies have no fault in the environment ${environment}`, () => {
    const { relyingParties, diagnostics } = read(environment);
    const faults = relyingParties.flatMap((relyingParty) => relyingParty.faults.values().flat());
    // What only a scenario that is gone has used is left over, and warned of.
    const isJudged = incomplete() ? (severity: string) => severity === 'error' : () => true;
    const judged = [...diagnostics, ...faults].filter(({ severity }) => isJudged(severity));
    assert.deepEqual(judged, []);
  });
}

test('each relying party stands on extensions, localization and base', () => {
  const base = ['Base', 'Localization', 'Extensions'].map((name) => `B2C_1A_TrustFramework${name}`);
  assert.ok(relyingParties.length >= 3);
  for (const { policy } of relyingParties) {
    const [leaf, ...chain] = policy.chain.map(({ policyId }) => policyId).reverse();
    assert.deepEqual(chain.reverse(), base, leaf);
  }
});

for (const { profile: id, sends, authenticates, types } of present) {
  test(`${id} sends claims in ${sends} and authenticates by ${authenticates}`, () => {
    const profile = profiles.get(id);
    assert.ok(profile);
    assert.equal(profile.sendClaimsIn, sends);
    assert.equal(profile.authentication.type, authenticates);
    assert.deepEqual(new Set(typesOf(profile)), new Set<string>(types));
  });

  test(`${id} sends correlation id and language, and shows no URL where a call fails`, () => {
    const profile = profiles.get(id);
    assert.ok(profile);
    const resolvers = profile.inputClaims.map(({ reference }) => reference.defaultValue);
    assert.ok(resolvers.includes('{Context:CorrelationId}'));
    assert.ok(resolvers.includes('{Culture:RFC5646}'));
    assert.ok(profile.includeClaimResolvingInClaimsHandling);
    const keys = profile.technicalProfile.metadata.map(({ key }) => key);
    assert.ok(messageKeys.every((key) => keys.includes(key)));
    assert.ok(profile.technicalProfile.includes.includes('REST-Common'));
  });
}

const personal = /email|name|phone|birth/i;

test('no URL holds personal data', () => {
  const inUrls = [...profiles.values()].filter(({ sendClaimsIn }) =>
    /Url|Query/.test(sendClaimsIn),
  );
  const names = inUrls.flatMap(({ inputClaims }) => inputClaims.map(({ wireName }) => wireName));
  assert.deepEqual(
    names.filter((name) => personal.test(name)),
    [],
  );
});

const messageKeys = [
  'DefaultUserMessageIfRequestFailed',
  'UserMessageIfCircuitOpen',
  'UserMessageIfDnsResolutionFailed',
  'UserMessageIfRequestTimeout',
];
