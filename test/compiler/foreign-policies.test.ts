import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { generate } from '../../compiler/generate.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { backendOf, ownConfiguration, type ProfileWords } from '../support/generated-policies.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const claims = { email: 'string', untyped: '<DisplayName>Untyped</DisplayName>' };
const url = 'https://api.example.com/api/check';
const good: ProfileWords = { id: 'REST-Good', metadata: { ServiceUrl: `${url}/good` } };
const foreign = { configuration: defaultConfiguration };

const unfinished = [
  { url: '{Settings:ApiUrl}/x', route: 'x' },
  { url: '#{ApiUrl}#/x', route: 'x' },
  { url: '__ApiUrl__/x', route: 'x' },
  { url: '{{apiUrl}}/api/x', route: 'x' },
  { url: '$(apiUrl)/x/y', route: 'x/y' },
  { url: 'https://<your-app>.azurewebsites.net/api/x?code=secret', route: 'x' },
  { url: 'https://[your-app].azurewebsites.net/api/x', route: 'x' },
  { url: 'https://{your-tenant}.azurewebsites.net/api/x', route: 'x' },
  { url: 'https://your app.azurewebsites.net/api/x', route: 'x' },
  { url: 'https://#{a/b}#/api/x', route: 'x' },
  { url: 'your-app.azurewebsites.net/api/x', route: 'x' },
  { url: 'YOUR-FUNCTION-URL', route: 'rest-check' },
  { url: '{Settings:ServiceUrl}', route: 'rest-check' },
];
for (const { url: serviceUrl, route } of unfinished) {
  test(`a host that is yet to be filled in is a warning: ${serviceUrl}`, async (t) => {
    const profile = { id: 'REST-Check', metadata: { ServiceUrl: serviceUrl } };
    const { profiles, diagnostics } = await backendOf(
      t,
      [{ claims, profiles: [profile] }],
      foreign,
    );
    assert.deepEqual(
      profiles.map(({ contract }) => contract.route),
      [route],
    );
    const shown = serviceUrl.replace(/\?.*/, '');
    assert.deepEqual(
      diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
      [
        `warning: The ServiceUrl "${shown}" of "REST-Check" has no host yet; the route is taken from its path.`,
      ],
    );
  });
}

const faults: { name: string; rule: string; profile: Partial<ProfileWords> }[] = [
  {
    name: 'a key that is missing',
    rule: 'rest-key-missing',
    profile: { metadata: { ServiceUrl: url, AuthenticationType: 'ClientCertificate' } },
  },
  {
    name: 'an authentication that nobody knows',
    rule: 'rest-metadata-value',
    profile: { metadata: { ServiceUrl: url, AuthenticationType: 'OAuth2' } },
  },
  {
    name: 'claims that are sent as nobody knows',
    rule: 'rest-metadata-value',
    profile: { metadata: { ServiceUrl: url, SendClaimsIn: 'Post' } },
  },
  {
    name: 'a claim without DataType',
    rule: 'claim-data-type-missing',
    profile: {
      metadata: { ServiceUrl: url },
      input: '<InputClaim ClaimTypeReferenceId="untyped" />',
    },
  },
  {
    name: 'a URL of another scheme',
    rule: 'rest-service-url',
    profile: { metadata: { ServiceUrl: 'ftp://api.example.com/x' } },
  },
  {
    name: 'a claim that nobody declares',
    rule: 'profile-left-out', // resolving has said which,
    profile: {
      metadata: { ServiceUrl: url },
      input: '<InputClaim ClaimTypeReferenceId="elsewhere" />',
    },
  },
  { name: 'no URL', rule: 'rest-service-url', profile: { metadata: {} } },
];
for (const { name, rule, profile } of faults) {
  test(`of policies of others only the profile is left out: ${name}`, async (t) => {
    const words = [{ claims, profiles: [{ id: 'REST-Bad', ...profile }, good] }];
    for (const request of [foreign, { configuration: ownConfiguration, everything: true }]) {
      const { profiles, diagnostics } = await backendOf(t, words, request);
      assert.deepEqual(
        profiles.map(({ id }) => id),
        ['REST-Good'],
      );
      assert.ok(diagnostics.every(({ severity }) => severity !== 'error'));
      assert.ok(diagnostics.some((each) => each.rule === rule));
      const left = diagnostics.filter((each) => each.rule === 'profile-left-out');
      assert.equal(left.length, 1);
      const { message = '' } = left[0] ?? {};
      assert.match(message, /^"REST-Bad" is left out(?:: [\w-]+ in line \d+)?\.$/);
      const isNamed = !['profile-left-out', 'rest-service-url'].includes(rule);
      assert.equal(message.includes(`: ${rule} in line `), isNamed);
    }
  });
}

test('a DataType in another case is what it means, and said once', async (t) => {
  const text = policyText({
    id: 'B2C_1A_Case',
    buildingBlocks:
      '<ClaimsSchema><ClaimType Id="size"><DataType>INT</DataType></ClaimType></ClaimsSchema>',
  });
  const { policies, diagnostics } = readPolicySet({
    folders: [await writeFiles(t, { 'A.xml': text })],
  });
  assert.equal(policies[0]?.buildingBlocks?.claimTypes[0]?.dataType, 'int');
  assert.deepEqual(
    diagnostics.map(({ rule }) => rule),
    ['schema-value'],
  );
});

for (const { name, rule, profile } of faults.slice(0, -3)) {
  test(`in a project of its own it stays an error: ${name}`, async (t) => {
    const words = [{ claims, profiles: [{ id: 'REST-Bad', ...profile }, good] }];
    const { diagnostics } = await backendOf(t, words);
    assert.deepEqual(
      diagnostics.map((each) => `${each.severity} ${each.rule}`),
      [`error ${rule}`],
    );
  });
}

test('a placeholder of a path that is no claim is text', async (t) => {
  const metadata = { ServiceUrl: `${url}/{tenant}`, SendClaimsIn: 'Url' };
  const { profiles } = await backendOf(t, [{ claims, profiles: [{ id: 'A', metadata }] }], foreign);
  assert.equal(profiles[0]?.contract.route, 'check/{{tenant}}');
});

test('claims of a missing base policy are taken as strings', async (t) => {
  const input =
    '<InputClaim ClaimTypeReferenceId="objectId" /><InputClaim ClaimTypeReferenceId="email" />';
  const words = [{ base: 'Base', claims, profiles: [{ ...good, input }] }];
  const { profiles, claimTypes, diagnostics } = await backendOf(t, words, foreign);
  assert.equal(profiles.length, 1);
  assert.deepEqual(
    claimTypes.map(({ id, contract }) => [id, contract.dataType]),
    [
      ['email', 'string'],
      ['objectId', 'string'],
    ],
  );
  assert.deepEqual(
    diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
    [
      'warning: The DataType of the claim "objectId" is in "Base", which is missing: it is taken as a string.',
    ],
  );
  assert.deepEqual((await backendOf(t, words)).profiles, []);
});

test('relying parties that spell a claim differently share its constant', async (t) => {
  const set = (id: string, claim: string) => ({
    id: `B2C_1A_${claim}`,
    claims: { [claim]: 'string' },
    profiles: [
      {
        id,
        metadata: { ServiceUrl: `https://api.example.com/api/${id}` },
        input: `<InputClaim ClaimTypeReferenceId="${claim}" />`,
        output: `<OutputClaim ClaimTypeReferenceId="${claim}" />`,
      },
    ],
  });
  const backend = await backendOf(t, [set('One', 'Email'), set('Two', 'email')]);
  const modules = { routePrefix: 'api', claimTypeModule: 'x', profileModule: 'x' };
  const files = generate(backend, modules);
  assert.match(files.get('profiles/one.ts') ?? '', /Email: claims\.email\.optional\(\)/);
  assert.match(files.get('profiles/two.ts') ?? '', /email: claims\.email\.optional\(\)/);
  const { paths } = JSON.parse(files.get('openapi.json') ?? '');
  for (const [path, claim] of Object.entries({ '/One': 'Email', '/Two': 'email' })) {
    const { schema } = paths[path].post.requestBody.content['application/json'];
    assert.deepEqual(schema.properties[claim], { $ref: '#/components/schemas/Email' });
  }
});
