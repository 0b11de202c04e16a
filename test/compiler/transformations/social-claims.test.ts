import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addItemToAlternativeSecurityIdCollection } from '../../../compiler/transformations/add-item-to-alternative-security-id-collection.ts';
import { addItemToUserIdentityCollection } from '../../../compiler/transformations/add-item-to-user-identity-collection.ts';
import { createAlternativeSecurityId } from '../../../compiler/transformations/create-alternative-security-id.ts';
import { createUserIdentity } from '../../../compiler/transformations/create-user-identity.ts';
import { getAgeGroupAndConsentProvided } from '../../../compiler/transformations/get-age-group-and-consent-provided.ts';
import { getAgeGroupConsentProvidedAndRequiresConsent } from '../../../compiler/transformations/get-age-group-consent-provided-and-requires-consent.ts';
import { getIdentityProvidersFromAlternativeSecurityIdCollectionTransformation } from '../../../compiler/transformations/get-identity-providers-from-alternative-security-id-collection-transformation.ts';
import { getIssuersFromUserIdentityCollectionTransformation } from '../../../compiler/transformations/get-issuers-from-user-identity-collection-transformation.ts';
import { removeAlternativeSecurityIdByIdentityProvider } from '../../../compiler/transformations/remove-alternative-security-id-by-identity-provider.ts';
import { removeUserIdentityFromCollectionByIssuer } from '../../../compiler/transformations/remove-user-identity-from-collection-by-issuer.ts';
import { testTransform } from '../../support/transformations.ts';

const a = { issuer: 'a.example', issuerUserId: 'MQ==' };
const b = { issuer: 'b.example', issuerUserId: 'Mg==' };
const former = { type: 6, identityProvider: 'c.example', key: 'Mw==' };

testTransform(createAlternativeSecurityId, [
  {
    name: 'writes issuer and base64 of the key',
    claims: { key: '84512', identityProvider: 'idp.example' },
    output: { alternativeSecurityId: '{"issuer":"idp.example","issuerUserId":"ODQ1MTI="}' },
  },
  {
    name: 'takes the key for UTF-8',
    claims: { key: 'é', identityProvider: '"' },
    output: { alternativeSecurityId: '{"issuer":"\\"","issuerUserId":"w6k="}' },
  },
]);

test('CreateAlternativeSecurityId is the same for the same user only', () => {
  const idOf = (key: string, identityProvider: string) =>
    createAlternativeSecurityId.transform({ key, identityProvider }).alternativeSecurityId;
  const user = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(user, user, (one, other) => {
      assert.equal(idOf(...one), idOf(...one));
      const isSameUser = one[0] === other[0] && one[1] === other[1];
      assert.equal(idOf(...one) === idOf(...other), isSameUser);
    }),
  );
});

testTransform(addItemToAlternativeSecurityIdCollection, [
  {
    name: 'appends to a collection',
    claims: { item: JSON.stringify(b), collection: [a] },
    output: { collection: [a, b] },
  },
  {
    name: 'begins a collection',
    claims: { item: JSON.stringify(b), collection: undefined },
    output: { collection: [b] },
  },
  {
    name: 'refuses what is no JSON object',
    claims: { item: 'b.example', collection: [a] },
    fails: 'without a message',
  },
]);

testTransform(getIdentityProvidersFromAlternativeSecurityIdCollectionTransformation, [
  {
    name: 'lists the issuers, under either name',
    claims: { alternativeSecurityIdCollection: [a, former, {}] },
    output: { identityProvidersCollection: ['a.example', 'c.example'] },
  },
  {
    name: 'is an empty list without a value',
    claims: { alternativeSecurityIdCollection: undefined },
    output: { identityProvidersCollection: [] },
  },
]);

testTransform(removeAlternativeSecurityIdByIdentityProvider, [
  {
    name: 'drops the ids of the provider, whatever its case',
    claims: { identityProvider: 'B.example', collection: [a, b, former, b] },
    output: { collection: [a, former] },
  },
  {
    name: 'keeps all where there is none',
    claims: { identityProvider: 'x.example', collection: [a, {}] },
    output: { collection: [a, {}] },
  },
]);

testTransform(createUserIdentity, [
  {
    name: 'joins issuer and user',
    claims: { issuerUserId: '84512', issuer: 'idp.example' },
    output: { userIdentity: { issuer: 'idp.example', issuerUserId: '84512' } },
  },
]);

testTransform(addItemToUserIdentityCollection, [
  {
    name: 'appends to a collection',
    claims: { item: b, collection: [a] },
    output: { collection: [a, b] },
  },
  {
    name: 'begins a collection',
    claims: { item: b, collection: undefined },
    output: { collection: [b] },
  },
]);

testTransform(getIssuersFromUserIdentityCollectionTransformation, [
  {
    name: 'lists the issuers',
    claims: { userIdentityCollection: [b, a] },
    output: { issuersCollection: ['b.example', 'a.example'] },
  },
]);

testTransform(removeUserIdentityFromCollectionByIssuer, [
  {
    name: 'drops the identities of the issuer',
    claims: { issuer: 'a.example', collection: [a, b] },
    output: { collection: [b] },
  },
  {
    name: 'is an empty list without a value',
    claims: { issuer: 'a.example', collection: undefined },
    output: { collection: [] },
  },
]);

const child = { dateOfBirth: '2015-01-01', countryCode: 'NO', consentProvidedForMinor: 'granted' };
testTransform(getAgeGroupConsentProvidedAndRequiresConsent, [
  { name: 'is never run', claims: child, fails: 'without a message' },
]);
testTransform(getAgeGroupAndConsentProvided, [
  { name: 'is never run', claims: child, fails: 'without a message' },
]);
