import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import type { RestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import { dataTypes } from '../../shared/data-types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const read = (environment: string) =>
  readRestfulProfiles({ folders: [join(root, 'policies')], environment });

for (const environment of ['Local', 'Production']) {
  test(`the policies have no fault in the environment ${environment}`, () => {
    assert.deepEqual(read(environment).diagnostics, []);
  });
}

test('each relying party stands on extensions, localization and base', () => {
  const chains = read('Production').relyingParties.map(({ policy }) =>
    policy.chain.map(({ policyId }) => policyId),
  );
  const base = ['Base', 'Localization', 'Extensions'].map((name) => `B2C_1A_TrustFramework${name}`);
  const leaves = ['ProfileEdit', 'PasswordReset', 'SignUpOrSignIn'].map((name) => `B2C_1A_${name}`);
  assert.deepEqual(chains.sort(), leaves.map((leaf) => [...base, leaf]).sort());
});

/**
 * What each scenario is there to show. A scenario may be deleted with its folder and profiles: then its
 * row is passed over.
 */
const shown = [
  {
    scenario: 'sign-up',
    profile: 'REST-ValidateSignUp',
    sends: 'Body',
    authenticates: 'Basic',
    types: ['string', 'date', 'phoneNumber'],
  },
  {
    scenario: 'email-domain',
    profile: 'REST-CheckEmailDomain',
    sends: 'QueryString',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'boolean'],
  },
  {
    scenario: 'member-number',
    profile: 'REST-ValidateMemberNumber',
    sends: 'Body',
    authenticates: 'Basic',
    types: ['string', 'date'],
  },
  {
    scenario: 'invitation',
    profile: 'REST-RedeemInvitation',
    sends: 'Form',
    authenticates: 'Basic',
    types: ['string', 'dateTime'],
  },
  {
    scenario: 'membership',
    profile: 'REST-EnrichMembership',
    sends: 'Body',
    authenticates: 'BearerClaim',
    types: [
      'string',
      'boolean',
      'date',
      'dateTime',
      'duration',
      'int',
      'long',
      'stringCollection',
      'phoneNumber',
      'userIdentity',
      'userIdentityCollection',
      'alternativeSecurityIdCollection',
    ],
  },
  {
    scenario: 'roles',
    profile: 'REST-GetMemberRoles',
    sends: 'Url',
    authenticates: 'BearerClaim',
    types: ['string', 'stringCollection'],
  },
  {
    scenario: 'preferences',
    profile: 'REST-GetPreferences',
    sends: 'Header',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'phoneNumber', 'int', 'long'],
  },
  {
    scenario: 'preferences',
    profile: 'REST-SavePreferences',
    sends: 'Body',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'phoneNumber', 'int', 'stringCollection', 'long'],
  },
  {
    scenario: 'sign-in-record',
    profile: 'REST-RecordSignIn',
    sends: 'Body',
    authenticates: 'ClientCertificate',
    types: [
      'string',
      'dateTime',
      'duration',
      'boolean',
      'userIdentity',
      'userIdentityCollection',
      'alternativeSecurityIdCollection',
      'int',
    ],
  },
  {
    scenario: 'password-reset',
    profile: 'REST-CheckPasswordReset',
    sends: 'Form',
    authenticates: 'Basic',
    types: ['string', 'int'],
  },
  {
    scenario: 'password-reset',
    profile: 'REST-RecordPasswordReset',
    sends: 'Body',
    authenticates: 'BearerToken',
    types: ['string', 'dateTime'],
  },
] as const;

const { relyingParties } = read('Production');
const profiles = new Map(
  relyingParties
    .flatMap((party) => party.profiles.values())
    .map((profile) => [profile.id, profile]),
);
const present = shown.filter(({ scenario }) => existsSync(join(root, 'functions', scenario)));

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

test('between them the scenarios show every SendClaimsIn, authentication and DataType', () => {
  const isShown = (values: readonly string[], all: readonly string[]) =>
    assert.deepEqual(
      all.filter((value) => !values.includes(value)),
      [],
    );
  isShown(
    shown.map(({ sends }) => sends),
    ['Body', 'Form', 'Header', 'QueryString', 'Url'],
  );
  isShown(
    shown.map(({ authenticates }) => authenticates),
    ['Basic', 'BearerClaim', 'BearerToken', 'ClientCertificate', 'ApiKeyHeader'],
  );
  const documented = Object.keys(dataTypes).filter((type) => !type.startsWith('objectIdentity'));
  isShown(
    shown.flatMap(({ types }) => types),
    documented,
  );
});

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

function typesOf({ inputClaims, outputClaims }: RestfulTechnicalProfile): (string | undefined)[] {
  return [...inputClaims, ...outputClaims].map(({ claimType }) => claimType.dataType);
}
