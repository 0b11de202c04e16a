import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planInsertion } from '../../compiler/plan-insertion.ts';
import { type PolicyParts, readPolicyParts } from '../../compiler/policy-parts.ts';
import { Source } from '../../compiler/source.ts';

const policy = (file: string, content: string): PolicyParts => {
  const text = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
  PolicySchemaVersion="0.3.0.0" TenantId="a.onmicrosoft.com" PolicyId="B2C_1A_${file}" PublicPolicyUri="http://a/b">
${content}
</TrustFrameworkPolicy>`;
  return readPolicyParts(new Source(`${file}.xml`, text)) as PolicyParts;
};
const claims = (content: string) =>
  `<BuildingBlocks><ClaimsSchema>${content}</ClaimsSchema></BuildingBlocks>`;
const profiles = (content: string) =>
  `<ClaimsProviders><ClaimsProvider><DisplayName>API</DisplayName><TechnicalProfiles>${content}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>`;
const code =
  '<ClaimType Id="code"><DisplayName>Code</DisplayName><DataType>string</DataType></ClaimType>';
const check =
  '<TechnicalProfile Id="REST-Check"><InputClaims><InputClaim ClaimTypeReferenceId="code" /></InputClaims><IncludeTechnicalProfile ReferenceId="REST-Common" /></TechnicalProfile>';
const common =
  '<TechnicalProfile Id="REST-Common"><DisplayName>Ours</DisplayName></TechnicalProfile>';

const ours = [policy('Ours', `${claims(code)}${profiles(common + check)}`)];
const names = [{ kind: 'technical profile', id: 'REST-Check' }] as const;

const cases: readonly {
  name: string;
  theirs: string;
  inserted: readonly string[];
  conflicts?: readonly string[];
}[] = [
  {
    name: 'all of it, where nothing is there',
    theirs: '',
    inserted: ['code', 'REST-Common', 'REST-Check'],
  },
  {
    name: 'nothing, where all is there but for white space',
    theirs: `${claims(code)}${profiles(common + check.replaceAll('><', '>\n   <'))}`,
    inserted: [],
  },
  {
    name: 'not the profile of theirs that ours builds on, whatever it says',
    theirs: profiles(
      '<TechnicalProfile Id="rest-common"><DisplayName>Theirs</DisplayName></TechnicalProfile>',
    ),
    inserted: ['code', 'REST-Check'],
  },
  {
    name: 'not a claim type of the same DataType',
    theirs: claims(
      '<ClaimType Id="Code"><DisplayName>Their code</DisplayName><DataType>string</DataType></ClaimType>',
    ),
    inserted: ['REST-Common', 'REST-Check'],
  },
  {
    name: 'no claim type of another DataType: a conflict',
    theirs: claims('<ClaimType Id="code"><DataType>int</DataType></ClaimType>'),
    inserted: ['REST-Common', 'REST-Check'],
    conflicts: ['claim type code Theirs.xml:3'],
  },
  {
    name: 'no other profile of that very name: a conflict',
    theirs: profiles(
      '<TechnicalProfile Id="REST-Check"><DisplayName>Theirs</DisplayName></TechnicalProfile>',
    ),
    inserted: [],
    conflicts: ['technical profile REST-Check Theirs.xml:3'],
  },
];
for (const { name, theirs, inserted, conflicts = [] } of cases) {
  test(`an insertion takes ${name}`, () => {
    const plan = planInsertion({ ours, theirs: [policy('Theirs', theirs)], names });
    assert.deepEqual(
      plan.parts.map(({ id }) => id),
      inserted,
    );
    const told = plan.conflicts.map(
      ({ kind, id, position: { file, line } }) => `${kind} ${id} ${file}:${line}`,
    );
    assert.deepEqual(told, conflicts);
    assert.deepEqual(plan.absent, []);
  });
}

const two = [
  policy(
    'A',
    profiles('<TechnicalProfile Id="Page"><DisplayName>Page</DisplayName></TechnicalProfile>'),
  ),
  policy('B', profiles('<TechnicalProfile Id="Page"><InputClaims /></TechnicalProfile>')),
];
const page = [{ kind: 'technical profile', id: 'Page' }] as const;

test('an element of two files goes into one file only where the other part is there', () => {
  const nothing = planInsertion({ ours: two, theirs: [policy('Theirs', '')], names: page });
  assert.deepEqual([nothing.parts, nothing.absent], [[], page]);
  const [first] = two;
  assert.ok(first);
  const second = planInsertion({ ours: two, theirs: [first], names: page });
  assert.deepEqual(second.parts, two[1]?.parts);
});

test('a whole file brings what it refers to, but for what belongs to others', () => {
  const whole = policy(
    'Whole',
    profiles(
      '<TechnicalProfile Id="Own"><IncludeTechnicalProfile ReferenceId="REST-Check" /></TechnicalProfile>',
    ),
  );
  const request = { ours, theirs: [policy('Theirs', '')], names: [], whole };
  const ids = planInsertion(request).parts.map(({ id }) => id);
  assert.deepEqual(ids, ['code', 'REST-Common', 'REST-Check']);
  const isElsewhere = ({ id }: { id: string }) => id === 'REST-Check';
  const less = planInsertion({ ...request, isElsewhere });
  assert.deepEqual([less.parts, less.absent], [[], names]);
});
