import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backendOf, type ProfileWords } from '../support/generated-policies.ts';

const cases = [
  {
    name: 'the id that is spelled like the constant keeps it',
    ids: ['given_name', 'givenName'],
    names: { given_name: 'givenName2', givenName: 'givenName' },
  },
  {
    name: 'else the first by its id',
    ids: ['Given-Name', 'given_name'],
    names: { 'Given-Name': 'givenName', given_name: 'givenName2' },
  },
  {
    name: 'a number that somebody has is not taken',
    ids: ['given_name', 'givenName', 'givenName2'],
    names: { given_name: 'givenName3', givenName: 'givenName', givenName2: 'givenName2' },
  },
];
for (const { name, ids, names } of cases) {
  test(`claims that make one constant: ${name}, in whatever order they come`, async (t) => {
    for (const order of [ids, ids.toReversed()]) {
      const input = order.map((id) => `<InputClaim ClaimTypeReferenceId="${id}" />`).join('');
      const claims = Object.fromEntries(order.map((id) => [id, 'string']));
      const metadata = { ServiceUrl: 'https://api.example.com/api/x' };
      const backend = await backendOf(t, [{ claims, profiles: [{ id: 'A', metadata, input }] }]);
      assert.deepEqual(
        Object.fromEntries(backend.claimTypes.map((claimType) => [claimType.id, claimType.name])),
        names,
      );
    }
  });
}

test('profiles that make one file get a number, with a notice', async (t) => {
  const profile = (id: string, path: string): ProfileWords => ({
    id,
    metadata: { ServiceUrl: `https://api.example.com/api/${path}` },
  });
  const { profiles, diagnostics } = await backendOf(t, [
    {
      claims: { any: 'string' },
      profiles: [profile('REST-Check', 'a'), profile('REST_Check', 'b'), profile('restCheck', 'c')],
    },
  ]);
  assert.deepEqual(
    profiles.map(({ id, file, name }) => [id, file, name]),
    [
      ['REST-Check', 'rest-check', 'restCheck2'],
      ['REST_Check', 'rest-check-2', 'restCheck3'],
      ['restCheck', 'rest-check-3', 'restCheck'],
    ],
  );
  assert.deepEqual(
    diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
    [
      'notice: "REST-Check" is "restCheck2" in generated code: "restCheck" stands for another id.',
      'notice: "REST_Check" is "restCheck3" in generated code: "restCheck" stands for another id.',
    ],
  );
});
