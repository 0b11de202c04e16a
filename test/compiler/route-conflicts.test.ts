import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { backendOf, type ProfileWords } from '../support/generated-policies.ts';

const claims = { a: 'string', b: 'string' };

function profile(id: string, serviceUrl: string): ProfileWords {
  const sendClaimsIn = serviceUrl.includes('{') ? 'Url' : 'QueryString';
  return {
    id,
    metadata: { ServiceUrl: serviceUrl, SendClaimsIn: sendClaimsIn },
    input: '<InputClaim ClaimTypeReferenceId="a" /><InputClaim ClaimTypeReferenceId="b" />',
  };
}

const same = (severity: string, route: string) =>
  `${severity} route-same-url: "One" and "Two" both call GET "${route}".`;
const overlap = (first: string, second: string) =>
  `error route-overlap: "One" and "Two" call GET "${first}" and "${second}", which match the same requests.`;

const cases = [
  { name: 'one URL', urls: ['/x', '/x'], expected: [same('error', 'x')] },
  { name: 'one URL in another case', urls: ['/x', '/X/'], expected: [same('error', 'X')] },
  { name: 'one URL but for the query', urls: ['/x?a=1', '/x?a=2'], expected: [same('error', 'x')] },
  {
    name: 'a word and a parameter',
    urls: ['/m/{a}', '/m/me'],
    expected: [overlap('m/{a}', 'm/me')],
  },
  { name: 'two parameters', urls: ['/m/{a}', '/m/{b}'], expected: [overlap('m/{a}', 'm/{b}')] },
  {
    name: 'crossing parameters',
    urls: ['/{a}/x', '/y/{b}'],
    expected: [overlap('{a}/x', 'y/{b}')],
  },
  {
    name: 'a part of a segment',
    urls: ['/no-{a}', '/no-one'],
    expected: [overlap('no-{a}', 'no-one')],
  },
  {
    name: 'a prefix of a prefix',
    urls: ['/no-{a}', '/n{b}'],
    expected: [overlap('no-{a}', 'n{b}')],
  },
  { name: 'other words', urls: ['/m/{a}/x', '/m/{a}/y'], expected: [] },
  { name: 'another length', urls: ['/m/{a}', '/m/{a}/b'], expected: [] },
  { name: 'a segment with another beginning', urls: ['/no-{a}', '/yes'], expected: [] },
  { name: 'a parameter that would be empty', urls: ['/no-{a}', '/no-'], expected: [] },
  { name: 'other endings', urls: ['/{a}.json', '/{b}.xml'], expected: [] },
];
for (const { name, urls, expected } of cases) {
  test(`routes: ${name}`, async (t) => {
    const [one = '', two = ''] = urls.map((path) => `https://api.example.com/api${path}`);
    const backend = await backendOf(t, [
      { claims, profiles: [profile('One', one), profile('Two', two)] },
    ]);
    const conflicts = backend.diagnostics.filter(({ rule }) => rule.startsWith('route-'));
    assert.deepEqual(
      conflicts.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
      expected,
    );
  });
}

test('one path on two hosts is only a warning: no one function serves both', async (t) => {
  const hosts = ['https://a.example.com', 'https://b.example.com'];
  const profiles = [profile('One', `${hosts[0]}/api/x`), profile('Two', `${hosts[1]}/api/x`)];
  const configuration = { ...defaultConfiguration, hosts };
  const { diagnostics } = await backendOf(t, [{ claims, profiles }], { configuration });
  assert.deepEqual(
    diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
    [same('warning', 'x')],
  );
});

const foreign = [
  { name: 'one URL', paths: ['/api/x', '/api/x'], found: same('warning', 'x') },
  {
    name: 'no path',
    paths: ['', '/y'],
    found: 'warning route-unusable: The route "" of "One" is empty.',
  },
  {
    name: 'a reserved path',
    paths: ['/api/admin', '/y'],
    found: 'warning route-reserved: The route "admin" of "One" is reserved.',
  },
  {
    name: 'a slash too many',
    paths: ['/api//x', '/y'],
    found: 'warning route-unusable: The route "/x" of "One" has an empty segment.',
  },
];
for (const { name, paths, found } of foreign) {
  test(`routes of a host that nobody says is ours are generated with a warning: ${name}`, async (t) => {
    const [one = '', two = ''] = paths.map((path) => `https://api.example.com${path}`);
    const words = [{ claims, profiles: [profile('One', one), profile('Two', two)] }];
    const { profiles, diagnostics } = await backendOf(t, words, {
      configuration: defaultConfiguration,
    });
    assert.equal(profiles.length, 2);
    assert.deepEqual(
      diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
      [found],
    );
  });
}

test('one path by two methods is two functions', async (t) => {
  const post = { id: 'Two', metadata: { ServiceUrl: 'https://api.example.com/api/x' } };
  const { diagnostics, profiles } = await backendOf(t, [
    { claims, profiles: [profile('One', 'https://api.example.com/api/x'), post] },
  ]);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    profiles.map(({ contract }) => contract.method),
    ['GET', 'POST'],
  );
});
