import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { describeProfile, inputOf, origin } from '../support/described-profile.ts';
import { backendOf } from '../support/generated-policies.ts';

const routes = [
  { name: 'loses the prefix', path: '/api/check', routePrefix: 'api', route: 'check' },
  { name: 'loses the prefix in any case', path: '/API/Check/', routePrefix: 'api', route: 'Check' },
  { name: 'loses a prefix of two parts', path: '/a/b/c', routePrefix: 'a/b', route: 'c' },
  { name: 'stays whole without a prefix', path: '/api/check', routePrefix: '', route: 'api/check' },
  {
    name: 'does not lose what only begins like the prefix',
    path: '/apis/x',
    routePrefix: 'api',
    route: 'apis/x',
  },
  {
    name: 'is decoded, but for a slash',
    path: '/api/caf%C3%A9%2Fbar%20x',
    routePrefix: 'api',
    route: 'café%2Fbar x',
  },
  {
    name: 'leaves the query to others',
    path: '/api/check?code=x',
    routePrefix: 'api',
    route: 'check',
  },
  {
    name: 'doubles braces that B2C leaves alone',
    path: '/api/{email}',
    routePrefix: 'api',
    route: '{{email}}',
  },
];
for (const { name, path, routePrefix, route } of routes) {
  test(`a route ${name}`, async (t) => {
    const { contract } = await describeProfile(t, { path }, { routePrefix });
    assert.equal(contract?.route, route);
  });
}

test('placeholders of path and query become parameters; other claims are not sent', async (t) => {
  const { contract, found } = await describeProfile(t, {
    path: '/api/members/{objectId}/of-{tier}.json?mail={email}&fixed=1&both={age}x',
    metadata: { SendClaimsIn: 'Url' },
    input: inputOf('objectId', 'tier', 'email', 'age', 'text'),
  });
  assert.equal(contract?.route, 'members/{objectId}/of-{tier}.json');
  assert.deepEqual(contract.urlQuery, [['mail', 'email']]);
  const names = contract.input.map(({ wireName }) => wireName);
  assert.deepEqual(names, ['objectId', 'tier', 'email']);
  assert.deepEqual(found, [
    'warning rest-url-placeholder: The query parameter "both" of "REST-Check" has more than a placeholder; claims are not read from it.',
    'notice rest-claim-not-sent: The InputClaim "age" of "REST-Check" has no placeholder of its own in the ServiceUrl.',
    'notice rest-claim-not-sent: The InputClaim "text" of "REST-Check" has no placeholder of its own in the ServiceUrl.',
  ]);
});

const placeholders = [
  { name: 'the claim id', placeholder: 'OBJECTID', route: '{id}' },
  { name: 'the PartnerClaimType', placeholder: 'id', route: '{id}' },
];
for (const { name, placeholder, route } of placeholders) {
  test(`a placeholder may be ${name}, with a warning where the two differ`, async (t) => {
    const { contract, found } = await describeProfile(t, {
      path: `/api/{${placeholder}}`,
      metadata: { SendClaimsIn: 'Url' },
      input: '<InputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="id" />',
    });
    assert.equal(contract?.route, route);
    assert.deepEqual(found, [
      `warning rest-url-placeholder: The placeholder "{${placeholder}}" in the ServiceUrl of "REST-Check" stands for the claim "objectId" with the wire name "id".`,
    ]);
  });
}

const urlFaults = [
  {
    name: 'a placeholder that is no claim',
    path: '/api/{objectid2}',
    fault:
      'error rest-url-placeholder: The placeholder "{objectid2}" in the ServiceUrl of "REST-Check" is no InputClaim. Did you mean "objectId"?',
  },
  {
    name: 'a parameter that is there twice',
    path: '/api/{objectId}/{objectId}',
    fault:
      'error route-unusable: The path in the ServiceUrl of "REST-Check" has "{objectId}" twice.',
  },
  {
    name: 'a query parameter that is there twice',
    path: '/api/x?a={objectId}&a={tier}',
    fault: 'error rest-url-placeholder: The query in the ServiceUrl of "REST-Check" has "a" twice.',
  },
  {
    name: 'parameters with nothing between them',
    path: '/api/{objectId}{tier}',
    fault:
      'error route-unusable: The route "{objectId}{tier}" of "REST-Check" has two parameters with nothing between them.',
  },
  {
    name: 'an empty path',
    path: '/api/',
    fault: 'error route-unusable: The route "" of "REST-Check" is empty.',
  },
  {
    name: 'an empty segment',
    path: '/api/a//b',
    fault: 'error route-unusable: The route "a//b" of "REST-Check" has an empty segment.',
  },
  {
    name: 'a reserved beginning',
    path: '/api/Administrators',
    fault: 'error route-reserved: The route "Administrators" of "REST-Check" is reserved.',
  },
  {
    name: 'a reserved beginning in a deeper route',
    path: '/api/runtimes/x',
    fault: 'error route-reserved: The route "runtimes/x" of "REST-Check" is reserved.',
  },
];
for (const { name, path, fault } of urlFaults) {
  test(`a ServiceUrl with ${name} is reported`, async (t) => {
    const metadata = { SendClaimsIn: 'Url' };
    const { found } = await describeProfile(t, {
      path,
      metadata,
      input: inputOf('objectId', 'tier'),
    });
    const errors = found.filter((text) => text.startsWith('error'));
    assert.deepEqual(errors, [fault]);
  });
}

test('a claim resolver in a ServiceUrl is text, with a warning', async (t) => {
  const { contract, found } = await describeProfile(t, {
    path: '/api/{Policy:TenantObjectId}/{objectId}?client={OIDC:ClientId}',
    metadata: { SendClaimsIn: 'Url' },
    input: inputOf('objectId'),
  });
  assert.equal(contract?.route, '{{Policy:TenantObjectId}}/{objectId}');
  const text = (name: string) =>
    `warning rest-url-placeholder: "{${name}}" in the ServiceUrl of "REST-Check" is a claim resolver and no InputClaim; it is taken as text.`;
  assert.deepEqual(found, [text('Policy:TenantObjectId'), text('OIDC:ClientId')]);
});

test('a route parameter has a name that the router can read', async (t) => {
  const claim = '<InputClaim ClaimTypeReferenceId="tier" PartnerClaimType="a:b" />';
  const { found } = await describeProfile(t, {
    path: '/api/{tier}',
    metadata: { SendClaimsIn: 'Url' },
    input: claim,
  });
  assert.ok(
    found.includes(
      'error rest-wire-name: "a:b" of "REST-Check" cannot be the name of a route parameter.',
    ),
  );
});

test('thousands of claims and placeholders that nobody knows are read soon', async (t) => {
  const names = Array.from({ length: 10_000 }, (_, index) => `known${index}`);
  const claims = Object.fromEntries(names.map((name) => [name, 'string']));
  const unknown = names.map((name) => name.replace('known', 'knwon'));
  const profile = (id: string, path: string, ids: readonly string[]) => ({
    id,
    metadata: { ServiceUrl: `${origin}/api/${path}`, SendClaimsIn: 'Url' },
    input: inputOf(...ids),
  });
  const path = unknown.map((name) => `{${name}}`).join('-');
  const profiles = [profile('Two', path, names), profile('One', 'x', unknown)];
  const took = await cpuTime(() => backendOf(t, [{ claims, profiles }], { everything: true }));
  assert.ok(took < 5_000, `${took} ms`);
});

test('a path outside the route prefix is a warning where the host is ours', async (t) => {
  const configuration = { ...defaultConfiguration, hosts: [origin] };
  const { contract, found } = await describeProfile(t, { path: '/check' }, { configuration });
  assert.equal(contract?.route, 'check');
  assert.deepEqual(found, [
    'warning route-prefix: The path "/check" of "REST-Check" does not begin with the route prefix "api".',
  ]);
});
