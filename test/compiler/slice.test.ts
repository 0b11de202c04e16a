import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PolicyParts, readPolicyParts } from '../../compiler/policy-parts.ts';
import { policyKeysIn, sliceOf, textsOf } from '../../compiler/slice.ts';
import { Source } from '../../compiler/source.ts';

const base = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
  PolicySchemaVersion="0.3.0.0" TenantId="a.onmicrosoft.com" PolicyId="B2C_1A_Base" PublicPolicyUri="http://a/b">
  <BuildingBlocks>
    <ClaimsSchema>
      <!-- A heading -->
      <ClaimType Id="code"><DataType>string</DataType><PredicateValidationReference Id="Code" /></ClaimType>
      <ClaimType Id="unused"><DataType>string</DataType></ClaimType>
      <ClaimType Id="upper"><DataType>string</DataType></ClaimType>
      <ClaimType Id="resolved"><DataType>string</DataType></ClaimType>
    </ClaimsSchema>
    <Predicates>
      <Predicate Id="Length" Method="IsLengthRange" />
      <Predicate Id="Other" Method="IsLengthRange" />
    </Predicates>
    <PredicateValidations>
      <PredicateValidation Id="Code">
        <PredicateGroups><PredicateGroup Id="G"><PredicateReferences><PredicateReference Id="Length" /></PredicateReferences></PredicateGroup></PredicateGroups>
      </PredicateValidation>
    </PredicateValidations>
    <ClaimsTransformations>
      <!-- Said of the transformation -->
      <ClaimsTransformation Id="Up" TransformationMethod="ChangeCase">
        <InputClaims><InputClaim ClaimTypeReferenceId="code" TransformationClaimType="inputClaim1" /></InputClaims>
        <OutputClaims><OutputClaim ClaimTypeReferenceId="upper" TransformationClaimType="outputClaim" /></OutputClaims>
      </ClaimsTransformation>
    </ClaimsTransformations>
  </BuildingBlocks>
  <ClaimsProviders>
    <ClaimsProvider>
      <DisplayName>API</DisplayName>
      <TechnicalProfiles>
        <TechnicalProfile Id="REST-Common">
          <CryptographicKeys><Key Id="x-api-key" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>
        </TechnicalProfile>
        <TechnicalProfile Id="REST-Check">
          <InputClaimsTransformations><InputClaimsTransformation ReferenceId="Up" /></InputClaimsTransformations>
          <IncludeTechnicalProfile ReferenceId="rest-common" />
        </TechnicalProfile>
      </TechnicalProfiles>
    </ClaimsProvider>
  </ClaimsProviders>
</TrustFrameworkPolicy>`;
const extension = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
  PolicySchemaVersion="0.3.0.0" TenantId="a.onmicrosoft.com" PolicyId="B2C_1A_Extension" PublicPolicyUri="http://a/b">
  <ClaimsProviders>
    <ClaimsProvider>
      <DisplayName>API</DisplayName>
      <TechnicalProfiles>
        <TechnicalProfile Id="REST-Check">
          <InputClaims><InputClaim ClaimTypeReferenceId="code" DefaultValue="{Claim:resolved}" /></InputClaims>
        </TechnicalProfile>
      </TechnicalProfiles>
    </ClaimsProvider>
  </ClaimsProviders>
</TrustFrameworkPolicy>`;

const read = (text: string) => readPolicyParts(new Source('policy.xml', text)) as PolicyParts;
const files = [read(base), read(extension)];
const roots = [{ kind: 'technical profile', id: 'rest-check' }] as const;

test('a slice is all that an element refers to, in the order of a policy', () => {
  const slice = sliceOf(files, roots, ({ parts }) => parts);
  assert.deepEqual(
    slice.map(({ id, parts }) => [id, parts.length]),
    [
      ['code', 1],
      ['upper', 1],
      ['resolved', 1],
      ['Length', 1],
      ['Code', 1],
      ['Up', 1],
      ['REST-Common', 1],
      ['REST-Check', 2],
    ],
  );
  assert.deepEqual(policyKeysIn(textsOf(slice)), ['B2C_1A_Key']);
});

test('what is left out is not followed further', () => {
  const slice = sliceOf(files, roots, ({ id, parts }) => (id === 'Up' ? [] : parts));
  const ids = slice.map(({ id }) => id);
  assert.ok(!ids.includes('upper') && ids.includes('code'));
});

test('a comment goes along with a transformation, a heading of claims does not', () => {
  const texts = files.flatMap(({ parts }) => parts.map(({ text }) => text));
  assert.ok(texts.some((text) => text.trimStart().startsWith('<!-- Said of the transformation')));
  assert.ok(texts.every((text) => !text.includes('A heading')));
});

test('a file that is no policy has no parts', () => {
  assert.equal(readPolicyParts(new Source('a.xml', '<Other />')), undefined);
  assert.equal(readPolicyParts(new Source('a.xml', '<TrustFrameworkPolicy')), undefined);
});
