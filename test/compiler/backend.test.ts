import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfiguration } from '../../compiler/configuration.ts';
import { claims, describeProfile, foundIn, inputOf, origin } from '../support/described-profile.ts';
import { backendOf, type PolicyWords } from '../support/generated-policies.ts';

test('the bearer token is no input: authentication reads it', async (t) => {
  const metadata = { AuthenticationType: 'Bearer', UseClaimAsBearerToken: 'text' };
  const { contract, found } = await describeProfile(t, {
    metadata,
    input: inputOf('text', 'email'),
  });
  assert.deepEqual(
    contract?.input.map(({ wireName }) => wireName),
    ['email'],
  );
  assert.deepEqual(found, []);
});

test('ClaimUsedForRequestPayload is the only input', async (t) => {
  const metadata = { ClaimUsedForRequestPayload: 'text' };
  const { contract, found } = await describeProfile(t, {
    metadata,
    input: inputOf('email', 'text'),
  });
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
  const agreed = await describeProfile(t, { input: shared('signInName') });
  assert.deepEqual(agreed.contract?.input, [
    { wireName: 'email', claimType: 'email', required: true },
  ]);
  assert.deepEqual(
    agreed.backend.claimTypes.map(({ id }) => id),
    ['email'],
  );
  assert.deepEqual(agreed.found, []);
  const { found } = await describeProfile(t, { input: shared('age') });
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
    const { found } = await describeProfile(t, {
      metadata,
      input: claim('InputClaim', names.input) ?? '',
      output: claim('OutputClaim', names.output) ?? '',
    });
    assert.deepEqual(found, [`error rest-wire-name: ${fault}, as "REST-Check" needs it.`]);
  });
}

test('headers that differ in case are one', async (t) => {
  const claim = '<InputClaim ClaimTypeReferenceId="signInName" PartnerClaimType="EMAIL" />';
  const { found } = await describeProfile(t, {
    metadata: { SendClaimsIn: 'Header' },
    input: inputOf('email') + claim,
  });
  assert.deepEqual(found, [
    'error rest-wire-name: "EMAIL" cannot be a header beside "email", as "REST-Check" needs it.',
  ]);
});

test('a path into JSON cannot lead through another', async (t) => {
  const output = `<OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="account" />
    <OutputClaim ClaimTypeReferenceId="tier" PartnerClaimType="account.tier" />`;
  const { found } = await describeProfile(t, {
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
  const resolved = await describeProfile(t, { metadata, input: claims() });
  assert.equal(resolved.contract?.correlationClaim, 'my-correlationId');
  assert.equal(resolved.contract.cultureClaim, 'my-language');
  assert.deepEqual(resolved.found, []);
  const unresolved = await describeProfile(t, { metadata, input: claims('') });
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
      foundIn(backend).some((text) => text.includes('rest-key-missing')),
      readsToken,
    );
  });
}

test('the configuration sets how a profile validates, and has to name one', async (t) => {
  const text =
    '{\n  "profiles": { "rest-check": { "validation": "enforce" },\n    "REST-Chek": {} }\n}';
  const { configuration } = readConfiguration('countersign.json', text);
  const { contract, found, backend } = await describeProfile(t, {}, { configuration });
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
    input: inputOf('email'),
  };
  const alone = await backendOf(t, [{ claims, profiles: [common] }]);
  assert.match(
    foundIn(alone).join('\n'),
    /^warning rest-service-url: "REST-Common" has no ServiceUrl/m,
  );
  const both = await backendOf(t, [
    { id: 'B2C_1A_Any', claims, profiles: [common] },
    { id: 'B2C_1A_Check', claims, profiles: [common, check] },
  ]);
  assert.doesNotMatch(foundIn(both).join('\n'), /ServiceUrl/);
});
