import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Backend } from '../../compiler/backend.ts';
import type { BackendRequest } from '../../compiler/backend-parts.ts';
import { defaultConfiguration, readConfiguration } from '../../compiler/configuration.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { backendOf, type PolicyWords, type ProfileWords } from '../support/generated-policies.ts';

const claims = {
  email: 'string',
  signInName: 'string',
  age: 'int',
  objectId: 'string',
  tier: 'string',
  correlationId: 'string',
  language: 'string',
  text: 'string',
};
const origin = 'https://api.example.com';

function found({ diagnostics }: Backend): string[] {
  return diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

/** One profile in one policy. */
async function describe(
  t: TestContext,
  { path = '/api/check', metadata = {}, ...words }: Partial<ProfileWords> & { path?: string },
  request: Partial<BackendRequest> = {},
) {
  const profile = {
    id: 'REST-Check',
    metadata: { ServiceUrl: origin + path, ...metadata },
    ...words,
  };
  const backend = await backendOf(t, [{ claims, profiles: [profile] }], request);
  return { contract: backend.profiles[0]?.contract, found: found(backend), backend };
}

function input(...ids: string[]): string {
  return ids.map((id) => `<InputClaim ClaimTypeReferenceId="${id}" />`).join('');
}

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
    const { contract } = await describe(t, { path }, { routePrefix });
    assert.equal(contract?.route, route);
  });
}

test('placeholders of path and query become parameters; other claims are not sent', async (t) => {
  const { contract, found } = await describe(t, {
    path: '/api/members/{objectId}/of-{tier}.json?mail={email}&fixed=1&both={age}x',
    metadata: { SendClaimsIn: 'Url' },
    input: input('objectId', 'tier', 'email', 'age', 'text'),
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
    const { contract, found } = await describe(t, {
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
    const { found } = await describe(t, { path, metadata, input: input('objectId', 'tier') });
    const errors = found.filter((text) => text.startsWith('error'));
    assert.deepEqual(errors, [fault]);
  });
}

test('a claim resolver in a ServiceUrl is text, with a warning', async (t) => {
  const { contract, found } = await describe(t, {
    path: '/api/{Policy:TenantObjectId}/{objectId}?client={OIDC:ClientId}',
    metadata: { SendClaimsIn: 'Url' },
    input: input('objectId'),
  });
  assert.equal(contract?.route, '{{Policy:TenantObjectId}}/{objectId}');
  const text = (name: string) =>
    `warning rest-url-placeholder: "{${name}}" in the ServiceUrl of "REST-Check" is a claim resolver and no InputClaim; it is taken as text.`;
  assert.deepEqual(found, [text('Policy:TenantObjectId'), text('OIDC:ClientId')]);
});

test('a route parameter has a name that the router can read', async (t) => {
  const claim = '<InputClaim ClaimTypeReferenceId="tier" PartnerClaimType="a:b" />';
  const { found } = await describe(t, {
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

test('the bearer token is no input: authentication reads it', async (t) => {
  const metadata = { AuthenticationType: 'Bearer', UseClaimAsBearerToken: 'text' };
  const { contract, found } = await describe(t, { metadata, input: input('text', 'email') });
  assert.deepEqual(
    contract?.input.map(({ wireName }) => wireName),
    ['email'],
  );
  assert.deepEqual(found, []);
});

test('ClaimUsedForRequestPayload is the only input', async (t) => {
  const metadata = { ClaimUsedForRequestPayload: 'text' };
  const { contract, found } = await describe(t, { metadata, input: input('email', 'text') });
  assert.equal(contract?.payloadClaim, 'text');
  assert.deepEqual(
    contract.input.map(({ wireName }) => wireName),
    ['text'],
  );
  assert.deepEqual(found, [
    'notice rest-claim-not-sent: The InputClaim "email" of "REST-Check" stands beside ClaimUsedForRequestPayload.',
  ]);
});

test('claims of one wire name are one property, if their types agree', async (t) => {
  const shared = (other: string) => `<InputClaim ClaimTypeReferenceId="email" />
    <InputClaim ClaimTypeReferenceId="${other}" PartnerClaimType="email" Required="true" />`;
  const agreed = await describe(t, { input: shared('signInName') });
  assert.deepEqual(agreed.contract?.input, [
    { wireName: 'email', claimType: 'email', required: true },
  ]);
  assert.deepEqual(
    agreed.backend.claimTypes.map(({ id }) => id),
    ['email'],
  );
  assert.deepEqual(agreed.found, []);
  const { found } = await describe(t, { input: shared('age') });
  assert.deepEqual(found, [
    'error rest-wire-name-types: The claims "email" (string) and "age" (int) both travel as "email".',
  ]);
});

test('of claims that share a wire name no rules are kept where theirs differ', async (t) => {
  const pattern = '<Restriction><Pattern RegularExpression="^.+@.+$" HelpText="x" /></Restriction>';
  const words = {
    claims: { email: `<DataType>string</DataType>${pattern}`, signInName: 'string' },
    profiles: [
      {
        id: 'REST-Check',
        metadata: { ServiceUrl: `${origin}/api/check` },
        input: `<InputClaim ClaimTypeReferenceId="email" />
          <InputClaim ClaimTypeReferenceId="signInName" PartnerClaimType="email" />`,
      },
    ],
  };
  const { profiles, claimTypes } = await backendOf(t, [words]);
  assert.deepEqual(profiles[0]?.contract.input, [
    { wireName: 'email', claimType: 'any string', required: false },
  ]);
  assert.deepEqual(
    claimTypes.map(({ name, contract }) => ({ name, contract })),
    [{ name: 'anyString', contract: { dataType: 'string' } }],
  );
});

test('thousands of claims and placeholders that nobody knows are read soon', async (t) => {
  const names = Array.from({ length: 10_000 }, (_, index) => `known${index}`);
  const claims = Object.fromEntries(names.map((name) => [name, 'string']));
  const unknown = names.map((name) => name.replace('known', 'knwon'));
  const profile = (id: string, path: string, ids: readonly string[]) => ({
    id,
    metadata: { ServiceUrl: `${origin}/api/${path}`, SendClaimsIn: 'Url' },
    input: input(...ids),
  });
  const path = unknown.map((name) => `{${name}}`).join('-');
  const profiles = [profile('Two', path, names), profile('One', 'x', unknown)];
  const took = await cpuTime(() => backendOf(t, [{ claims, profiles }], { everything: true }));
  assert.ok(took < 5_000, `${took} ms`);
});

const wireNames = [
  {
    name: '__proto__ is refused',
    fault: '"__proto__" cannot be a property',
    output: '__proto__',
    metadata: {},
  },
  {
    name: 'a header has to be a token',
    fault: '"e mail" cannot be a header',
    input: 'e mail',
    metadata: { SendClaimsIn: 'Header' },
  },
  {
    name: 'a path into JSON has to be one',
    fault: '"a[x" cannot be a path into JSON',
    output: 'a[x',
    metadata: { ResolveJsonPathsInJsonTokens: 'true' },
  },
];
for (const { name, fault, metadata, ...names } of wireNames) {
  test(`wire names: ${name}`, async (t) => {
    const claim = (element: string, wireName: string | undefined) =>
      wireName && `<${element} ClaimTypeReferenceId="email" PartnerClaimType="${wireName}" />`;
    const { found } = await describe(t, {
      metadata,
      input: claim('InputClaim', names.input) ?? '',
      output: claim('OutputClaim', names.output) ?? '',
    });
    assert.deepEqual(found, [`error rest-wire-name: ${fault}, as "REST-Check" needs it.`]);
  });
}

test('headers that differ in case are one', async (t) => {
  const claim = '<InputClaim ClaimTypeReferenceId="signInName" PartnerClaimType="EMAIL" />';
  const { found } = await describe(t, {
    metadata: { SendClaimsIn: 'Header' },
    input: input('email') + claim,
  });
  assert.deepEqual(found, [
    'error rest-wire-name: "EMAIL" cannot be a header beside "email", as "REST-Check" needs it.',
  ]);
});

test('a path into JSON cannot lead through another', async (t) => {
  const output = `<OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="account" />
    <OutputClaim ClaimTypeReferenceId="tier" PartnerClaimType="account.tier" />`;
  const { found } = await describe(t, {
    metadata: { ResolveJsonPathsInJsonTokens: 'true' },
    output,
  });
  assert.deepEqual(found, [
    'error rest-wire-name: "account.tier" cannot be a path beside the others, as "REST-Check" needs it.',
  ]);
});

test('correlation and culture are found by their resolvers, in any case', async (t) => {
  const resolver = (id: string, value: string, rest = 'AlwaysUseDefaultValue="true"') =>
    `<InputClaim ClaimTypeReferenceId="${id}" PartnerClaimType="my-${id}" DefaultValue="${value}" ${rest} />`;
  const claims = (rest?: string) =>
    resolver('correlationId', '{CONTEXT:correlationid}', rest) +
    resolver('language', '{culture:rfc5646}', rest);
  const metadata = { IncludeClaimResolvingInClaimsHandling: 'true' };
  const resolved = await describe(t, { metadata, input: claims() });
  assert.equal(resolved.contract?.correlationClaim, 'my-correlationId');
  assert.equal(resolved.contract.cultureClaim, 'my-language');
  assert.deepEqual(resolved.found, []);
  const unresolved = await describe(t, { metadata, input: claims('') });
  assert.equal(unresolved.contract?.correlationClaim, 'my-correlationId');
  assert.deepEqual(unresolved.found, [
    'warning rest-claim-resolver: B2C does not resolve "{Context:CorrelationId}" in the InputClaim "correlationId" of "REST-Check".',
    'warning rest-claim-resolver: B2C does not resolve "{Culture:RFC5646}" in the InputClaim "language" of "REST-Check".',
  ]);
});

const everywhere: PolicyWords = {
  claims,
  profiles: [
    { id: 'REST-Ours', metadata: { ServiceUrl: 'https://API.example.com:443/api/ours' } },
    { id: 'REST-Local', metadata: { ServiceUrl: 'http://localhost:7071/api/local' } },
    {
      id: 'REST-Token',
      metadata: { ServiceUrl: 'https://login.example.net/token', AuthenticationType: 'Basic' },
    },
  ],
};
const hostsCases = [
  { name: 'no hosts: all', hosts: undefined, everything: false, ids: ['REST-Local', 'REST-Ours'] },
  { name: 'one host', hosts: ['https://api.example.com/'], everything: false, ids: ['REST-Ours'] },
  {
    name: 'a host with its default port',
    hosts: ['HTTPS://Api.Example.COM:443'],
    everything: false,
    ids: ['REST-Ours'],
  },
  { name: 'another port', hosts: ['http://localhost:7072'], everything: false, ids: [] },
  {
    name: '--all',
    hosts: ['http://localhost:7072'],
    everything: true,
    ids: ['REST-Local', 'REST-Ours'],
  },
];
for (const { name, hosts, everything, ids } of hostsCases) {
  test(`profiles of our hosts: ${name}`, async (t) => {
    const { configuration } = readConfiguration('countersign.json', JSON.stringify({ hosts }));
    const backend = await backendOf(t, [everywhere], { configuration, everything });
    assert.deepEqual(
      backend.profiles.map(({ id }) => id),
      ids,
    );
    const readsToken = hosts === undefined || everything;
    assert.equal(
      found(backend).some((text) => text.includes('rest-key-missing')),
      readsToken,
    );
  });
}

test('a path outside the route prefix is a warning where the host is ours', async (t) => {
  const configuration = { ...defaultConfiguration, hosts: [origin] };
  const { contract, found } = await describe(t, { path: '/check' }, { configuration });
  assert.equal(contract?.route, 'check');
  assert.deepEqual(found, [
    'warning route-prefix: The path "/check" of "REST-Check" does not begin with the route prefix "api".',
  ]);
});

test('the configuration sets how a profile validates, and has to name one', async (t) => {
  const text =
    '{\n  "profiles": { "rest-check": { "validation": "enforce" },\n    "REST-Chek": {} }\n}';
  const { configuration } = readConfiguration('countersign.json', text);
  const { contract, found, backend } = await describe(t, {}, { configuration });
  assert.equal(contract?.validation, 'enforce');
  assert.deepEqual(found, [
    'warning configuration-file: "profiles" names "REST-Chek", which no policy declares. Did you mean "REST-Check"?',
  ]);
  assert.deepEqual(backend.diagnostics[0]?.position, {
    file: 'countersign.json',
    line: 3,
    column: 5,
  });
});

test('what profiles have in common is no fault of a relying party that uses none of them', async (t) => {
  const common = { id: 'REST-Common', metadata: { SendClaimsIn: 'Form' } };
  const check = {
    id: 'REST-Check',
    include: 'REST-Common',
    handler: null,
    metadata: { ServiceUrl: `${origin}/api/check` },
    input: input('email'),
  };
  const alone = await backendOf(t, [{ claims, profiles: [common] }]);
  assert.match(
    found(alone).join('\n'),
    /^warning rest-service-url: "REST-Common" has no ServiceUrl/m,
  );
  const both = await backendOf(t, [
    { id: 'B2C_1A_Any', claims, profiles: [common] },
    { id: 'B2C_1A_Check', claims, profiles: [common, check] },
  ]);
  assert.doesNotMatch(found(both).join('\n'), /ServiceUrl/);
});
