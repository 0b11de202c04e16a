import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { errorCodes, explainErrorCode } from '../../compiler/error-codes.ts';
import { explainTerm, knownTerms } from '../../compiler/explain.ts';
import { profileTypeOf } from '../../compiler/explain-profile-type.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { policySetOf, policyText, writeFiles } from '../support/policy-text.ts';

function run(cwd: string, ...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  const command = [resolve('cli.ts'), 'explain', ...args];
  return spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
}

const handler = 'Web.TPEngine.Providers.RestfulProvider, Web.TPEngine';
const project = {
  'policies/One.xml': policyText({
    id: 'B2C_1A_One',
    buildingBlocks:
      '<ClaimsSchema><ClaimType Id="email"><DataType>string</DataType></ClaimType></ClaimsSchema>',
    technicalProfiles: `<TechnicalProfile Id="REST-Check"><Protocol Name="Proprietary" Handler="${handler}" />
      <Metadata><Item Key="ServiceUrl">https://api.example.com/check?code=secret</Item></Metadata>
      <InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="mail" Required="true" /></InputClaims>
      <UseTechnicalProfileForSessionManagement ReferenceId="SM-Noop" /></TechnicalProfile>
      <TechnicalProfile Id="REST-Again"><IncludeTechnicalProfile ReferenceId="REST-Check" /></TechnicalProfile>
      <TechnicalProfile Id="SM-Noop"><Protocol Name="Proprietary" Handler="Web.TPEngine.SSO.NoopSSOSessionProvider" /></TechnicalProfile>`,
    userJourneys: `<UserJourney Id="SignIn"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange">
      <ClaimsExchanges><ClaimsExchange Id="CheckExchange" TechnicalProfileReferenceId="rest-check" /></ClaimsExchanges>
      </OrchestrationStep></OrchestrationSteps></UserJourney>`,
    relyingParty: '<DefaultUserJourney ReferenceId="SignIn" />',
  }),
};

test('every code has a meaning of its own, causes and something to check', () => {
  const codes = errorCodes();
  assert.equal(new Set(codes).size, codes.length);
  const meanings = new Map(codes.map((code) => [code, explainErrorCode(code)]));
  for (const [code, explained] of meanings) {
    assert.match(code, /^AADB2C9[09]\d{3}$/);
    assert.match(explained?.meaning ?? '', /^[A-Z].*\.$/, code);
    assert.ok((explained?.causes.length ?? 0) > 0 && (explained?.check.length ?? 0) > 0, code);
  }
});

test('no code stands in two groups', () => {
  const files = ['journey', 'application', 'token'].map((name) =>
    readFileSync(`compiler/error-codes-${name}.ts`, 'utf8'),
  );
  const written = files.join('').match(/\['\d{5}'|^\s+'\d{5}',$/gm) ?? [];
  assert.equal(written.length, errorCodes().length);
});

const spellings = [
  'AADB2C90075',
  'aadb2c90075',
  '90075',
  'AADB2C90075: The claims exchange failed',
];
for (const text of spellings) {
  test(`a code is found as "${text}"`, () => {
    assert.equal(explainErrorCode(text)?.code, 'AADB2C90075');
  });
}

test('every rule is explained, with a dash or a slash', () => {
  for (const term of knownTerms()) assert.ok(explainTerm(term), term);
  assert.deepEqual(explainTerm('chain/missing-base'), explainTerm('chain-missing-base'));
  assert.equal(explainTerm('__proto__'), undefined);
});

const types = [
  { xml: '<Protocol Name="OpenIdConnect" />', type: 'OpenIdConnect identity provider' },
  {
    xml: '<Protocol Name="OpenIdConnect" /><Metadata><Item Key="grant_type">password</Item></Metadata>',
    type: 'OpenIdConnect without a page',
  },
  {
    xml: '<Protocol Name="OpenIdConnect" /><OutputTokenFormat>JWT</OutputTokenFormat>',
    type: 'OpenIdConnect identity provider',
  },
  {
    xml: '<Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat><CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_K" /></CryptographicKeys>',
    type: 'JWT issuer',
  },
  {
    xml: '<Protocol Name="None" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat>',
    type: 'OAuth2 error',
  },
  {
    xml: '<Protocol Name="None" /><Metadata><Item Key="METADATA">https://x</Item></Metadata>',
    type: 'token check',
  },
  {
    xml: '<Protocol Name="Proprietary" Handler="web.tpengine . providers.restfulprovider ,X" />',
    type: 'RESTful',
  },
  { xml: '<Protocol Name="Proprietary" Handler="Their.Own" />', type: 'of an unknown kind' },
  { xml: '', type: 'without protocol of its own' },
];
for (const { xml, type } of types) {
  test(`the type of a technical profile: ${xml || 'nothing said'}`, async (t) => {
    const technicalProfiles = `<TechnicalProfile Id="P">${xml}</TechnicalProfile>`;
    const set = await policySetOf(t, [{ id: 'B2C_1A_P', technicalProfiles }]);
    const { policy } = resolvePolicy(set, set.leaves[0] ?? assert.fail());
    assert.equal(profileTypeOf(policy.technicalProfiles.get('P') ?? assert.fail()).name, type);
  });
}

test('a technical profile: type, use, claims, and no key of its URL', async (t) => {
  const { status, stdout, stderr } = run(await writeFiles(t, project), 'rest-check');
  assert.deepEqual([status, stderr], [0, '']);
  for (const part of [
    /^REST-Check {2}RESTful\n/,
    /calls https:\/\/api\.example\.com\/check\./,
    /policies\/One\.xml:3/,
    /- step 1 of user journey SignIn, as CheckExchange\n/,
    /- included in REST-Again\n/,
    /- email as mail, string, required\n/,
  ]) {
    assert.match(stdout, part);
  }
  assert.doesNotMatch(stdout, /secret/);
});

async function explainJson(t: TestContext, what: string) {
  const { status, stdout } = run(await writeFiles(t, project), what, '--json');
  assert.equal(status, 0);
  return JSON.parse(stdout);
}

test('JSON of a code, a rule and a technical profile', async (t) => {
  assert.equal((await explainJson(t, '90194')).code, 'AADB2C90194');
  assert.equal((await explainJson(t, 'include-cycle')).rule, 'include-cycle');
  const { type, usedBy } = await explainJson(t, 'SM-Noop');
  assert.equal(type.role, 'session');
  assert.deepEqual(usedBy, [
    'session management of REST-Check',
    'session management of REST-Again',
  ]);
});

test('codes are explained where there are no policies', async (t) => {
  const { status, stdout } = run(await writeFiles(t, { 'notes.txt': '' }), 'AADB2C90118');
  assert.equal(status, 0);
  assert.match(stdout, /^AADB2C90118\n {2}The user asked for a new password\./);
});

const mistakes = [
  { args: ['REST-Chek'], says: /Did you mean "REST-Check"\?/ },
  { args: ['chain-mising-base'], says: /Did you mean "chain-missing-base"\?/ },
  { args: ['REST-Check', '--policies', 'nowhere'], says: /There is no folder "nowhere"/ },
  { args: [], says: /missing required argument/ },
];
for (const { args, says } of mistakes) {
  test(`wrong use ends with 2: explain ${args.join(' ')}`, async (t) => {
    const { status, stdout, stderr } = run(await writeFiles(t, project), ...args);
    assert.match(stderr, says);
    assert.deepEqual([status, stdout], [2, '']);
  });
}
