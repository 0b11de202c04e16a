import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { readRestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import { type PolicyWords, type ProfileWords, policiesOf } from '../support/generated-policies.ts';

const claims = {
  email: 'string',
  token: 'string',
  age: 'int',
  surname: 'string',
  untyped: '<DisplayName>?</DisplayName>',
};
const url = 'https://api.example.com/api/check';

async function read(t: TestContext, profile: Partial<ProfileWords>, policy: PolicyWords = {}) {
  const profiles = [...(policy.profiles ?? []), { id: 'REST-Check', ...profile }];
  const [effective] = await policiesOf(t, [{ claims, ...policy, profiles }]);
  return readNamed(effective, 'REST-Check');
}

function readNamed(policy: EffectivePolicy | undefined, id: string) {
  const profile = policy?.technicalProfiles.get(id);
  assert.ok(policy && profile);
  const { restful, diagnostics } = readRestfulTechnicalProfile(policy, profile);
  return { restful, found: diagnostics.map(({ rule, message }) => `${rule}: ${message}`) };
}

test('a profile that says only its ServiceUrl sends nothing in a POST body, to whoever asks', async (t) => {
  const { restful, found } = await read(t, { metadata: { ServiceUrl: url } });
  assert.deepEqual(found, []);
  assert.ok(restful);
  const { technicalProfile, ...rest } = restful;
  assert.equal(technicalProfile.id, 'REST-Check');
  assert.deepEqual(rest, {
    id: 'REST-Check',
    serviceUrl: url,
    method: 'POST',
    sendClaimsIn: 'Body',
    authentication: { type: 'None' },
    resolveJsonPathsInJsonTokens: false,
    includeClaimResolvingInClaimsHandling: false,
    inputClaims: [],
    outputClaims: [],
  });
});

const handlers = [
  { handler: 'Web.TPEngine.Providers.RestfulProvider', isRead: true },
  {
    handler: 'Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0',
    isRead: true,
  },
  { handler: ' web.tpengine.providers. restfulPROVIDER ,x', isRead: true },
  {
    handler: 'Web.TPEngine.Providers.SelfAssertedAttributeProvider, RestfulProvider',
    isRead: false,
  },
  { handler: null, isRead: false },
];
for (const { handler, isRead } of handlers) {
  test(`the handler "${handler}" is ${isRead ? '' : 'not '}that of a RESTful profile`, async (t) => {
    const { restful, found } = await read(t, { handler, metadata: { ServiceUrl: url } });
    assert.equal(restful !== undefined, isRead);
    assert.deepEqual(found, []);
  });
}

for (const [sendClaimsIn, method] of [
  ['Body', 'POST'],
  ['Form', 'POST'],
  ['QueryString', 'GET'],
  ['Url', 'GET'],
  ['Header', 'GET'],
]) {
  test(`SendClaimsIn ${sendClaimsIn} is a ${method}`, async (t) => {
    const { restful } = await read(t, {
      metadata: { ServiceUrl: url, SendClaimsIn: sendClaimsIn ?? '' },
    });
    assert.deepEqual([restful?.sendClaimsIn, restful?.method], [sendClaimsIn, method]);
  });
}

const authentications = [
  {
    name: 'Basic',
    metadata: { AuthenticationType: 'Basic' },
    keys: { BasicAuthenticationUsername: 'B2C_1A_U', basicauthenticationpassword: 'B2C_1A_P' },
    expected: { type: 'Basic', username: 'B2C_1A_U', password: 'B2C_1A_P' },
  },
  {
    name: 'ClientCertificate',
    metadata: { AuthenticationType: 'ClientCertificate' },
    keys: { ClientCertificate: 'B2C_1A_C' },
    expected: { type: 'ClientCertificate', certificate: 'B2C_1A_C' },
  },
  {
    name: 'ApiKeyHeader, the key of another purpose aside',
    metadata: { AuthenticationType: 'ApiKeyHeader' },
    keys: { issuer_secret: 'B2C_1A_Other', 'x-functions-key': 'B2C_1A_K' },
    expected: { type: 'ApiKeyHeader', header: 'x-functions-key', key: 'B2C_1A_K' },
  },
  {
    name: 'Bearer with a fixed token',
    metadata: { AuthenticationType: 'Bearer' },
    keys: { BearerAuthenticationToken: 'B2C_1A_T' },
    expected: { type: 'BearerToken', token: 'B2C_1A_T' },
  },
  {
    name: 'Bearer with the token of a claim, named in another case',
    metadata: { AuthenticationType: 'Bearer', UseClaimAsBearerToken: 'TOKEN' },
    keys: {},
    expected: { type: 'BearerClaim', claim: 'token' },
  },
];
for (const { name, metadata, keys, expected } of authentications) {
  test(`authentication: ${name}`, async (t) => {
    const input = '<InputClaim ClaimTypeReferenceId="Token" PartnerClaimType="t" />';
    const { restful, found } = await read(t, {
      metadata: { ServiceUrl: url, ...metadata },
      keys,
      input,
    });
    assert.deepEqual(restful?.authentication, expected);
    assert.deepEqual(found, []);
  });
}

const faults: { name: string; profile: Partial<ProfileWords>; found: string[] }[] = [
  {
    name: 'no ServiceUrl',
    profile: { metadata: { SendClaimsIn: 'Body' } },
    found: ['rest-service-url: "REST-Check" has no ServiceUrl.'],
  },
  {
    name: 'a ServiceUrl that is none, without showing its query',
    profile: { metadata: { ServiceUrl: '{Settings:Api}/check?code=secret' } },
    found: [
      'rest-service-url: The ServiceUrl "{Settings:Api}/check" of "REST-Check" is not an absolute http or https URL.',
    ],
  },
  {
    name: 'a placeholder in the host',
    profile: { metadata: { ServiceUrl: 'https://{email}.example.com/x', SendClaimsIn: 'Url' } },
    found: [
      'rest-service-url: The ServiceUrl "https://{email}.example.com/x" of "REST-Check" is not an absolute http or https URL.',
    ],
  },
  {
    name: 'an unknown SendClaimsIn',
    profile: { metadata: { ServiceUrl: url, SendClaimsIn: 'QueryStrin' } },
    found: [
      'rest-metadata-value: "REST-Check" has SendClaimsIn "QueryStrin", which is none of "Body", "Form", "Header", "QueryString", "Url". Did you mean "QueryString"?',
    ],
  },
  {
    name: 'an unknown AuthenticationType',
    profile: { metadata: { ServiceUrl: url, AuthenticationType: 'OAuth' } },
    found: [
      'rest-metadata-value: "REST-Check" has AuthenticationType "OAuth", which is none of "None", "Basic", "ClientCertificate", "ApiKeyHeader", "Bearer".',
    ],
  },
  {
    name: 'a misspelled key',
    profile: {
      metadata: { ServiceUrl: url, AuthenticationType: 'Basic' },
      keys: { BasicAuthenticationUsername: 'B2C_1A_U', BasicAuthenticationPasswort: 'B2C_1A_P' },
    },
    found: [
      'rest-key-missing: "REST-Check" has no Key "BasicAuthenticationPassword", which its AuthenticationType needs. Did you mean "BasicAuthenticationPasswort"?',
    ],
  },
  {
    name: 'an API key without a key',
    profile: { metadata: { ServiceUrl: url, AuthenticationType: 'ApiKeyHeader' } },
    found: [
      'rest-key-missing: "REST-Check" has no Key whose Id is the name of the header that carries the key.',
    ],
  },
  {
    name: 'an API key that no header can carry',
    profile: {
      metadata: { ServiceUrl: url, AuthenticationType: 'ApiKeyHeader' },
      keys: { 'x key': 'B2C_1A_K' },
    },
    found: ['rest-key-missing: The Key "x key" of "REST-Check" cannot be the name of a header.'],
  },
  {
    name: 'a bearer claim that is no InputClaim',
    profile: {
      metadata: { ServiceUrl: url, AuthenticationType: 'Bearer', UseClaimAsBearerToken: 'tokn' },
      input: '<InputClaim ClaimTypeReferenceId="token" />',
    },
    found: [
      'rest-bearer-claim: "REST-Check" uses the claim "tokn" as bearer token, which is none of its InputClaims. Did you mean "token"?',
    ],
  },
  {
    name: 'an unknown claim',
    profile: {
      metadata: { ServiceUrl: url },
      output: '<OutputClaim ClaimTypeReferenceId="emial" />',
    },
    found: ['ref-unknown-claim-type: Unknown claim type "emial".'],
  },
  {
    name: 'a claim without DataType',
    profile: {
      metadata: { ServiceUrl: url },
      input: '<InputClaim ClaimTypeReferenceId="untyped" />',
    },
    found: ['claim-data-type-missing: The claim type "untyped" has no DataType.'],
  },
  {
    name: 'a payload that is no InputClaim',
    profile: {
      metadata: { ServiceUrl: url, ClaimUsedForRequestPayload: 'emial' },
      input: '<InputClaim ClaimTypeReferenceId="email" />',
    },
    found: [
      'rest-payload-claim: "REST-Check" sends the claim "emial" as its body, which is none of its InputClaims. Did you mean "email"?',
    ],
  },
  {
    name: 'a payload that is no string',
    profile: {
      metadata: { ServiceUrl: url, ClaimUsedForRequestPayload: 'age' },
      input: '<InputClaim ClaimTypeReferenceId="age" />',
    },
    found: [
      'rest-payload-claim: "REST-Check" sends the claim "age" as its body, which is no string sent in the Body.',
    ],
  },
];
for (const { name, profile, found } of faults) {
  test(`reading a RESTful profile reports ${name}`, async (t) => {
    const reading = await read(t, profile);
    assert.equal(reading.restful, undefined);
    assert.deepEqual(reading.found, found);
  });
}

test('keys and values in another case are taken, with a warning', async (t) => {
  const metadata = {
    serviceurl: ` ${url}\n`,
    SendClaimsIn: 'body',
    ResolveJsonPathsInJsonTokens: 'True',
  };
  const { restful, found } = await read(t, { metadata });
  assert.equal(restful?.serviceUrl, url);
  assert.equal(restful.resolveJsonPathsInJsonTokens, true);
  assert.deepEqual(found, [
    'rest-metadata-case: Metadata key "serviceurl" is documented as "ServiceUrl".',
    'rest-metadata-case: SendClaimsIn "body" is documented as "Body".',
  ]);
});

test('a claim travels under its PartnerClaimType, else under the id that is declared', async (t) => {
  const { restful, found } = await read(t, {
    metadata: { ServiceUrl: url },
    input: `<InputClaim ClaimTypeReferenceId="email" PartnerClaimType="mail" Required="true" />
      <InputClaim ClaimTypeReferenceId="surName" />`,
  });
  const seen = restful?.inputClaims.map(({ wireName, claimType }) => [wireName, claimType.id]);
  assert.deepEqual(seen, [
    ['mail', 'email'],
    ['surname', 'surname'],
  ]);
  assert.deepEqual(found, ['rest-wire-name-case: The claim "surName" is declared as "surname".']);
});

test('a protocol default of another protocol does not name a claim', async (t) => {
  const email = `<DataType>string</DataType><DefaultPartnerClaimTypes>
    <Protocol Name="OpenIdConnect" PartnerClaimType="mail" /></DefaultPartnerClaimTypes>`;
  const input = '<InputClaim ClaimTypeReferenceId="email" />';
  const { restful } = await read(
    t,
    { metadata: { ServiceUrl: url }, input },
    { claims: { email } },
  );
  assert.equal(restful?.inputClaims[0]?.wireName, 'email');
});

test('a profile without ServiceUrl that others include is no profile of its own', async (t) => {
  const common = { id: 'REST-Common', metadata: { AuthenticationType: 'Basic' } };
  const policy = {
    profiles: [common, { id: 'REST-Other', include: 'rest-common', handler: null }],
  };
  const [effective] = await policiesOf(t, [policy]);
  assert.deepEqual(readNamed(effective, 'REST-Common'), { restful: undefined, found: [] });
  const other = readNamed(effective, 'REST-Other');
  assert.equal(other.restful, undefined);
  assert.match(other.found.join('\n'), /"REST-Other" has no ServiceUrl/);
});

const journey = `<UserJourney Id="SignIn"><OrchestrationSteps>
  <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges>
    <ClaimsExchange Id="Check" TechnicalProfileReferenceId="rest-check" />
  </ClaimsExchanges></OrchestrationStep>
</OrchestrationSteps></UserJourney>`;

for (const { name, userJourneys, severity } of [
  { name: 'that nothing calls is a warning', userJourneys: undefined, severity: 'warning' },
  { name: 'that a step calls is an error', userJourneys: journey, severity: 'error' },
] as const) {
  test(`a missing ServiceUrl of a profile ${name}`, async (t) => {
    const profiles = [{ id: 'REST-Check', metadata: { AuthenticationType: 'None' } }];
    const [policy] = await policiesOf(t, [{ profiles, ...(userJourneys && { userJourneys }) }]);
    assert.ok(policy);
    const profile = policy.technicalProfiles.get('REST-Check');
    assert.ok(profile);
    const { diagnostics } = readRestfulTechnicalProfile(policy, profile);
    assert.deepEqual(
      diagnostics.map((diagnostic) => [diagnostic.rule, diagnostic.severity]),
      [['rest-service-url', severity]],
    );
  });
}
