import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { comparePolicies } from '../../compiler/policy-diff.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { policiesIn } from '../support/generated-policies.ts';
import { type PolicyParts, policySetOf } from '../support/policy-text.ts';

const starterPack = fileURLToPath(new URL('../../../shared/corpus/starterpack/', import.meta.url));
const skip = !existsSync(starterPack);

async function effective(t: TestContext, parts: Omit<PolicyParts, 'id'>): Promise<EffectivePolicy> {
  const set = await policySetOf(t, [{ id: 'B2C_1A_P', ...parts }]);
  return resolvePolicy(set, set.leaves[0] ?? assert.fail()).policy;
}

const claims = (...ids: string[]) =>
  ids.map((id) => `<OutputClaim ClaimTypeReferenceId="${id}" />`);
const profile = (...outputClaims: string[]) =>
  `<TechnicalProfile Id="P"><OutputClaims>${outputClaims.join('')}</OutputClaims></TechnicalProfile>`;
const step = (order: number, condition = '') =>
  `<OrchestrationStep Order="${order}" Type="SendClaims">${condition}</OrchestrationStep>`;
const journey = (...steps: string[]) =>
  `<UserJourney Id="J"><OrchestrationSteps>${steps.join('')}</OrchestrationSteps></UserJourney>`;
const unless = (claim: string) =>
  `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>${claim}</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>`;
const metadata = (key: string, value: string) =>
  `<TechnicalProfile Id="P"><Metadata><Item Key="${key}">${value}</Item></Metadata></TechnicalProfile>`;
const claimType = (text: string) =>
  `<ClaimsSchema><ClaimType Id="tier"><DataType>string</DataType><Restriction><Enumeration Text="${text}" Value="a" /></Restriction></ClaimType></ClaimsSchema>`;
const page = (uri: string) =>
  `<ContentDefinitions><ContentDefinition Id="api.x"><LoadUri>${uri}</LoadUri></ContentDefinition></ContentDefinitions>`;
const predicate = (minimum: number) =>
  `<Predicates><Predicate Id="Length" Method="IsLengthRange"><Parameters><Parameter Id="Minimum">${minimum}</Parameter></Parameters></Predicate></Predicates>`;

type Case = {
  name: string;
  before: Omit<PolicyParts, 'id'>;
  after: Omit<PolicyParts, 'id'>;
  says: string[];
};
const cases: Case[] = [
  {
    name: 'a claim that appears',
    before: { technicalProfiles: profile(...claims('a')) },
    after: { technicalProfiles: profile(...claims('a', 'b')) },
    says: ['added technicalProfile P outputClaims/b'],
  },
  {
    name: 'a claim that disappears, and the second of two',
    before: { technicalProfiles: profile(...claims('a', 'b', 'b')) },
    after: { technicalProfiles: profile(...claims('b')) },
    says: [
      'removed technicalProfile P outputClaims/a',
      'removed technicalProfile P outputClaims/b (2)',
    ],
  },
  {
    name: 'only the order',
    before: { technicalProfiles: profile(...claims('a', 'b')) },
    after: { technicalProfiles: profile(...claims('b', 'a')) },
    says: ['changed technicalProfile P outputClaims/order ["a","b"] ["b","a"]'],
  },
  {
    name: 'an attribute of a claim',
    before: { technicalProfiles: profile(...claims('a')) },
    after: {
      technicalProfiles: profile('<OutputClaim ClaimTypeReferenceId="a" PartnerClaimType="x" />'),
    },
    says: ['changed technicalProfile P outputClaims/a/partnerClaimType "a" "x"'],
  },
  {
    name: 'metadata, also with the name of a member of every object',
    before: { technicalProfiles: metadata('constructor', '1') },
    after: { technicalProfiles: metadata('__proto__', '1') },
    says: [
      'removed technicalProfile P metadata/constructor "1"',
      'added technicalProfile P metadata/__proto__ "1"',
    ],
  },
  {
    name: 'a technical profile',
    before: {},
    after: { technicalProfiles: profile() },
    says: ['added technicalProfile P '],
  },
  {
    name: 'a step, and the precondition of another',
    before: { userJourneys: journey(step(1, unless('a')), step(2)) },
    after: { userJourneys: journey(step(1, unless('b'))) },
    says: [
      'removed userJourney J orchestrationSteps/1/preconditions/ClaimsExist a true',
      'added userJourney J orchestrationSteps/1/preconditions/ClaimsExist b true',
      'removed userJourney J orchestrationSteps/2',
    ],
  },
  {
    name: 'a claim type',
    before: { buildingBlocks: claimType('A') },
    after: { buildingBlocks: claimType('B') },
    says: ['changed claimType tier enumeration/a/text "A" "B"'],
  },
  {
    name: 'a page and a predicate',
    before: { buildingBlocks: predicate(8) + page('https://a') },
    after: { buildingBlocks: predicate(9) + page('https://b') },
    says: [
      'changed contentDefinition api.x loadUri "https://a" "https://b"',
      'changed predicate Length parameters/Minimum "8" "9"',
    ],
  },
  {
    name: 'the relying party',
    before: { relyingParty: '<DefaultUserJourney ReferenceId="A" />' },
    after: { relyingParty: '\n\n<DefaultUserJourney ReferenceId="B" />' },
    says: ['changed relyingParty  defaultUserJourney "A" "B"'],
  },
  {
    name: 'nothing but where it stands',
    before: { technicalProfiles: profile(...claims('a')), buildingBlocks: page('https://a') },
    after: {
      technicalProfiles: `\n${profile(...claims('a'))}`,
      buildingBlocks: `\n${page('https://a')}`,
    },
    says: [],
  },
];
for (const { name, before, after, says } of cases) {
  test(`a difference: ${name}`, async (t) => {
    const [one, other] = [await effective(t, before), await effective(t, after)];
    const said = comparePolicies(one, other).map((change) => {
      const values = [change.before, change.after]
        .filter((value) => value !== undefined && !isObject(value))
        .map((value) => JSON.stringify(value));
      const shown = isOnlyName(change.path.at(-1), change.before ?? change.after) ? [] : values;
      return [change.kind, change.part, change.id, change.path.join('/'), ...shown].join(' ');
    });
    assert.deepEqual(said, says);
    assert.deepEqual(
      comparePolicies(other, one).length,
      says.length,
      'as many the other way round',
    );
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}

function isOnlyName(name: string | undefined, value: unknown): boolean {
  return name === value;
}

test('no policy of the starter pack differs from itself, read twice', { skip }, () => {
  for (const folder of ['SocialAndLocalAccountsWithMfa', 'scenarios/phone-number-passwordless']) {
    const [one, other] = [1, 2].map(() => policiesIn([join(starterPack, folder)]));
    assert.ok(one && one.length > 2);
    for (const [index, policy] of one.entries()) {
      assert.deepEqual(comparePolicies(policy, other?.[index] ?? assert.fail()), []);
    }
  }
});

test('two variants of the starter pack differ in their technical profiles', { skip }, () => {
  const [local, social] = ['LocalAccounts', 'SocialAndLocalAccounts'].map(
    (folder) => policiesIn([join(starterPack, folder)]).at(-1) ?? assert.fail(),
  );
  const changes = comparePolicies(local ?? assert.fail(), social ?? assert.fail());
  const added = changes.filter(({ kind, part, path }) => {
    return kind === 'added' && part === 'technicalProfile' && path.length === 0;
  });
  assert.ok(added.some(({ id }) => id === 'Facebook-OAUTH'));
  assert.deepEqual(
    changes.filter(({ path }) => path.some((each) => /position/i.test(each))),
    [],
  );
});
