import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sortDiagnostics } from '../../compiler/diagnostic.ts';
import type { EffectivePolicy } from '../../compiler/model.ts';
import type { TrustFrameworkPolicy } from '../../compiler/model-policy.ts';
import { type PolicySet, readPolicySet } from '../../compiler/policy-set.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { brief, type PolicyParts, policySetOf } from '../support/policy-text.ts';

const starterPack = fileURLToPath(new URL('../../../shared/corpus/starterpack/', import.meta.url));
const skip = !existsSync(starterPack);
const hotel = fileURLToPath(new URL('../fixtures/policies/hotel/', import.meta.url));

function resolveFirst(set: PolicySet) {
  const { policy, diagnostics } = resolvePolicy(set, set.leaves[0] ?? assert.fail());
  return { policy, says: sortDiagnostics(diagnostics).map(brief) };
}

function profile({ technicalProfiles }: EffectivePolicy, id: string) {
  return technicalProfiles.get(id) ?? assert.fail(`no ${id}`);
}

function metadataOf(policy: EffectivePolicy, id: string): Record<string, string> {
  return Object.fromEntries(profile(policy, id).metadata.map(({ key, value }) => [key, value]));
}

test('a foreign set: tokens, prefixes, ids of any case, an override of what others include', () => {
  const set = readPolicySet({ folders: [hotel] });
  const { policy, says } = resolveFirst(set);
  assert.deepEqual(
    set.diagnostics.map(({ rule }) => rule),
    ['not-a-policy'],
  );
  assert.deepEqual(
    says.map((line) => line.split(' ')[0]),
    ['merge-validation-duplicated'],
  );
  assert.deepEqual(
    policy.chain.map(({ tenantId, policyId }) => `${tenantId} ${policyId}`),
    [
      'harbour.onmicrosoft.com B2C_1A_Hotel_Base',
      'harbour.onmicrosoft.com B2C_1A_Hotel_Extensions',
      'harbour.onmicrosoft.com B2C_1A_Portal',
    ],
  );
  const find = profile(policy, 'REST-findbooking');
  assert.deepEqual(find.includes, ['Rest-Booking', 'REST-Root']);
  assert.deepEqual(metadataOf(policy, 'Rest-FindBooking'), {
    ServiceUrl: 'https://booking.harbour.example/v2/bookings/find?channel=b2c&strict=1',
    IncludeClaimResolvingInClaimsHandling: 'true',
    AuthenticationType: 'Bearer',
    UseClaimAsBearerToken: 'bearerToken',
    SendClaimsIn: 'Body',
  });
  assert.deepEqual(
    find.inputClaims.map((claim) => claim.claimTypeReferenceId),
    ['bookingReference', 'email', 'bearerToken', 'correlationid'],
  );
  assert.deepEqual(
    find.cryptographicKeys.map(({ storageReferenceId }) => storageReferenceId),
    ['B2C_1A_BookingUser', 'B2C_1A_BookingPassword'],
  );
  assert.equal(find.useTechnicalProfileForSessionManagement?.referenceId, 'SM-NOOP');
});

test('each part keeps the place it was written at', () => {
  const { policy } = resolveFirst(readPolicySet({ folders: [hotel] }));
  const find = profile(policy, 'Rest-FindBooking');
  const places = [find, ...find.metadata, ...find.inputClaims].map(
    ({ position }) => `${position.file.split('/').at(-1)}:${position.line}`,
  );
  assert.deepEqual(places, [
    'Hotel_Base.xml:58',
    'Hotel_Base.xml:61',
    'Hotel_Base.xml:54',
    'Hotel_Extensions.xml:14',
    'Hotel_Extensions.xml:15',
    'Hotel_Base.xml:40',
    'Hotel_Base.xml:64',
    'Hotel_Base.xml:65',
    'Hotel_Extensions.xml:18',
    'Hotel_Base.xml:48',
  ]);
});

test('another environment has other values', () => {
  const { policy } = resolveFirst(
    readPolicySet({
      folders: [hotel],
      environment: 'staging',
      settings: { BookingApi: 'http://localhost:7071/v2' },
    }),
  );
  assert.equal(
    metadataOf(policy, 'Rest-FindBooking')['ServiceUrl'],
    'http://localhost:7071/v2/bookings/find?channel=b2c&strict=1',
  );
  assert.equal(policy.chain[0]?.deploymentMode, 'Development');
});

/** An effective policy as one file that says the same. */
function asOneFile(policy: EffectivePolicy): TrustFrameworkPolicy {
  const { basePolicy: _, ...rest } = policy.chain.at(-1) ?? assert.fail();
  const { localization, relyingParty } = policy;
  return {
    ...rest,
    buildingBlocks: {
      claimTypes: policy.claimTypes.values(),
      predicates: policy.predicates.values(),
      predicateValidations: policy.predicateValidations.values(),
      claimsTransformations: policy.claimsTransformations.values(),
      clientDefinitions: policy.clientDefinitions.values(),
      contentDefinitions: policy.contentDefinitions.values(),
      displayControls: policy.displayControls.values(),
      ...(localization && { localization }),
    },
    technicalProfiles: policy.technicalProfiles.values(),
    userJourneys: policy.userJourneys.values(),
    subJourneys: policy.subJourneys.values(),
    ...(relyingParty && { relyingParty }),
  };
}

/** What was included is history: the second time there is nothing left to include. */
function wordsOf(policy: EffectivePolicy): string {
  return JSON.stringify(asOneFile(policy), (key, value) => (key === 'includes' ? [] : value));
}

const alreadyThere = [hotel, ...(skip ? [] : [`${starterPack}SocialAndLocalAccountsWithMfa`])];
for (const folder of alreadyThere) {
  test(`resolving what is resolved changes nothing: ${basename(folder)}`, () => {
    const set = readPolicySet({ folders: [folder] });
    for (const leaf of set.leaves) {
      const once = resolvePolicy(set, leaf).policy;
      const file = asOneFile(once);
      const alone = {
        policies: [file],
        leaves: [file],
        bases: new Map(),
        disableComments: [],
        hasSettings: false,
        isWhole: true,
        diagnostics: [],
      };
      const { policy: twice, diagnostics } = resolvePolicy(alone, file);
      assert.equal(wordsOf(twice), wordsOf(once));
      assert.deepEqual(diagnostics, []);
    }
  });
}

const claimTypes =
  '<ClaimsSchema><ClaimType Id="email" /><ClaimType Id="objectId" /></ClaimsSchema>';
const faults: { name: string; parts: PolicyParts[]; says: string[] }[] = [
  {
    name: 'a claim type that nobody declares, in each list',
    parts: [
      {
        id: 'A',
        buildingBlocks: claimTypes,
        technicalProfiles: `<TechnicalProfile Id="a"><InputClaims>
<InputClaim ClaimTypeReferenceId="emial" /></InputClaims><DisplayClaims>
<DisplayClaim ClaimTypeReferenceId="x" /><DisplayClaim DisplayControlReferenceId="y" /></DisplayClaims><PersistedClaims>
<PersistedClaim ClaimTypeReferenceId="ObjectID" /><PersistedClaim ClaimTypeReferenceId="z" /></PersistedClaims><OutputClaims>
<OutputClaim ClaimTypeReferenceId="__proto__" /></OutputClaims></TechnicalProfile>`,
      },
    ],
    says: [
      'ref-unknown-claim-type 4:1 Unknown claim type "emial". Did you mean "email"?',
      'ref-unknown-claim-type 5:1 Unknown claim type "x".',
      'ref-unknown-claim-type 6:51 Unknown claim type "z".',
      'ref-unknown-claim-type 7:1 Unknown claim type "__proto__".',
    ],
  },
  {
    name: 'a relying party among them',
    parts: [
      {
        id: 'A',
        buildingBlocks: claimTypes,
        relyingParty:
          '<TechnicalProfile Id="PolicyProfile"><OutputClaims>\n<OutputClaim ClaimTypeReferenceId="objektId" /></OutputClaims></TechnicalProfile>',
      },
    ],
    says: ['ref-unknown-claim-type 4:1 Unknown claim type "objektId". Did you mean "objectId"?'],
  },
  {
    name: 'technical profiles and transformations that nobody declares',
    parts: [
      {
        id: 'A',
        technicalProfiles: `<TechnicalProfile Id="SM-Noop"><InputClaimsTransformations>
<InputClaimsTransformation ReferenceId="t" /></InputClaimsTransformations><OutputClaimsTransformations>
<OutputClaimsTransformation ReferenceId="u" /></OutputClaimsTransformations><ValidationTechnicalProfiles>
<ValidationTechnicalProfile ReferenceId="v" /></ValidationTechnicalProfiles>
<UseTechnicalProfileForSessionManagement ReferenceId="SM-Nop" /></TechnicalProfile>`,
      },
    ],
    says: [
      'ref-unknown-transformation 3:1 Unknown claims transformation "t".',
      'ref-unknown-transformation 4:1 Unknown claims transformation "u".',
      'ref-unknown-technical-profile 5:1 Unknown technical profile "v".',
      'ref-unknown-technical-profile 6:1 Unknown technical profile "SM-Nop". Did you mean "SM-Noop"?',
    ],
  },
  {
    name: 'what a base refers to and only the extension declares is known',
    parts: [
      {
        id: 'Base',
        technicalProfiles:
          '<TechnicalProfile Id="a"><InputClaims><InputClaim ClaimTypeReferenceId="EMAIL" /></InputClaims></TechnicalProfile>',
      },
      { id: 'Ext', base: 'Base', buildingBlocks: claimTypes },
    ],
    says: [],
  },
  {
    name: 'a claim type that changes its DataType',
    parts: [
      {
        id: 'Base',
        buildingBlocks:
          '<ClaimsSchema><ClaimType Id="a"><DataType>string</DataType></ClaimType></ClaimsSchema>',
      },
      {
        id: 'Ext',
        base: 'Base',
        buildingBlocks:
          '<ClaimsSchema>\n<ClaimType Id="A"><DataType>int</DataType></ClaimType></ClaimsSchema>',
      },
    ],
    says: ['merge-type-conflict 4:1 The claim type "A" is "int" here, but "string" in Base.xml:2.'],
  },
];
for (const { name, parts, says } of faults) {
  test(`resolving reports ${name}`, async (t) => {
    const set = await policySetOf(t, parts);
    assert.deepEqual(set.diagnostics.map(brief), []);
    const found = resolveFirst(set).says;
    assert.deepEqual(
      found.map((line) => line.replace(/in \S*\//, 'in ')),
      says,
    );
  });
}

/** Some need the folder of their bases beside them. */
const variants = [
  ...['', 'Display Controls Starterpack/'].flatMap((kind) =>
    [
      'LocalAccounts',
      'SocialAccounts',
      'SocialAndLocalAccounts',
      'SocialAndLocalAccountsWithMfa',
    ].map((name) => ({ folders: [kind + name], leaves: name === 'SocialAccounts' ? 2 : 3 })),
  ),
  { folders: ['scenarios/linkedin-identity-provider', 'SocialAndLocalAccounts'], leaves: 1 },
  { folders: ['scenarios/password-change', 'LocalAccounts'], leaves: 1 },
  { folders: ['scenarios/phone-number-passwordless'], leaves: 6 },
];

for (const { folders, leaves } of variants) {
  test(`the starter pack resolves without a finding: ${folders.join(' + ')}`, { skip }, () => {
    const set = readPolicySet({ folders: folders.map((folder) => starterPack + folder) });
    const found = set.leaves.flatMap((leaf) => resolvePolicy(set, leaf).diagnostics);
    assert.deepEqual(sortDiagnostics([...set.diagnostics, ...found]).map(brief), []);
    const own = set.leaves.filter(({ position }) => position.file.includes(`${folders[0]}/`));
    assert.equal(own.length, leaves);
  });
}

test('the starter pack has 57 policies and 30 relying parties', { skip }, () => {
  const { policies, leaves, diagnostics } = readPolicySet({ folders: [starterPack] });
  assert.deepEqual([policies.length, leaves.length], [57, 30]);
  // read as one, the pack has four equally near bases for each of the scenarios without their own
  assert.deepEqual(
    diagnostics.map(({ rule }) => rule),
    ['chain-ambiguous-base', 'chain-ambiguous-base'],
  );
});

test('the example of the documentation: a profile that includes one that includes another', {
  skip,
}, () => {
  const set = readPolicySet({ folders: [`${starterPack}SocialAndLocalAccounts`] });
  for (const leaf of set.leaves) {
    const { policy } = resolvePolicy(set, leaf);
    const id = 'AAD-UserReadUsingAlternativeSecurityId-NoError';
    const { protocol, includes, inputClaims } = profile(policy, id);
    assert.deepEqual(includes, ['AAD-UserReadUsingAlternativeSecurityId', 'AAD-Common']);
    assert.equal(metadataOf(policy, id)['RaiseErrorIfClaimsPrincipalDoesNotExist'], 'false');
    assert.equal(metadataOf(policy, id)['Operation'], 'Read');
    assert.match(
      protocol?.handler ?? '',
      /^Web\.TPEngine\.Providers\.AzureActiveDirectoryProvider,/,
    );
    assert.deepEqual(
      inputClaims.map((claim) => claim.claimTypeReferenceId),
      ['alternativeSecurityId'],
    );
  }
});
