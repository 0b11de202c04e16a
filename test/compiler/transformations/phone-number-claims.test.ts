import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { convertPhoneNumberClaimToString } from '../../../compiler/transformations/convert-phone-number-claim-to-string.ts';
import { convertStringToPhoneNumberClaim } from '../../../compiler/transformations/convert-string-to-phone-number-claim.ts';
import { getNationalNumberAndCountryCodeFromPhoneNumberString } from '../../../compiler/transformations/get-national-number-and-country-code-from-phone-number-string.ts';
import { testTransform } from '../../support/transformations.ts';

testTransform(convertPhoneNumberClaimToString, [
  {
    name: 'keeps the text form',
    claims: { phoneNumber: '+4712345678' },
    output: { phoneNumberString: '+4712345678' },
  },
  {
    name: 'is empty without a value',
    claims: { phoneNumber: undefined },
    output: { phoneNumberString: null },
  },
]);

const numbers = [
  { name: 'a national number', text: '12 34 56 78', country: 'NO', number: '+4712345678' },
  { name: 'a country in lower case', text: '12345678', country: 'no', number: '+4712345678' },
  {
    name: "the documentation's leading 0",
    text: '033 456-7890',
    country: 'DK',
    number: '+450334567890',
  },
  {
    name: 'an area code that is none',
    text: '(000) 111-2222',
    country: 'US',
    number: '+10001112222',
  },
  {
    name: 'an international number',
    text: '+47 12.34.56.78',
    country: undefined,
    number: '+4712345678',
  },
  {
    name: 'an international number beside a country',
    text: '+47 12345678',
    country: 'DK',
    number: '+4712345678',
  },
];
testTransform(
  convertStringToPhoneNumberClaim,
  numbers.map(({ name, text, country, number }) => ({
    name: `reads ${name}`,
    claims: { phoneNumberString: text, country },
    output: { outputClaim: number },
  })),
);

const noNumbers = [
  { name: 'words', text: 'not-a-number', country: undefined },
  { name: 'words beside a country', text: 'not-a-number', country: 'NO' },
  { name: 'a national number without a country', text: '12345678', country: undefined },
  { name: 'an unknown country', text: '12345678', country: 'XX' },
  { name: 'a calling code that nobody has', text: '+999123456', country: undefined },
  { name: 'more than 15 digits', text: '+47123456789012345', country: undefined },
  { name: 'a calling code alone', text: '+47', country: undefined },
  { name: 'a plus in the middle', text: '+47+12345678', country: undefined },
  { name: 'empty text', text: '', country: 'NO' },
  { name: 'an absent claim', text: undefined, country: 'NO' },
];
testTransform(
  convertStringToPhoneNumberClaim,
  noNumbers.map(({ name, text, country }) => ({
    name: `refuses ${name}`,
    claims: { phoneNumberString: text, country },
    fails: 'UserMessageIfClaimsTransformationInvalidPhoneNumber',
  })),
);

test('ConvertStringToPhoneNumberClaim takes its own output again', async () => {
  const digits = fc.stringMatching(/^[1-9]\d{7}$/);
  const countries = fc.constantFrom('NO', 'DK', 'US', 'GB', 'DE');
  await fc.assert(
    fc.asyncProperty(digits, countries, async (phoneNumberString, country) => {
      const transform = convertStringToPhoneNumberClaim.transform;
      const { outputClaim } = await transform({ phoneNumberString, country });
      const again = { phoneNumberString: outputClaim, country: undefined };
      assert.deepEqual(await transform(again), { outputClaim });
    }),
  );
});

const iso = { throwExceptionOnFailure: false, countryCodeType: 'ISO3166' } as const;
const unchanged = { nationalNumber: undefined, countryCode: undefined };
testTransform(getNationalNumberAndCountryCodeFromPhoneNumberString, [
  {
    name: 'splits into number and country',
    claims: { phoneNumber: '+47 12 34 56 78' },
    parameters: iso,
    output: { nationalNumber: '12345678', countryCode: 'NO' },
  },
  {
    name: 'splits into number and calling code',
    claims: { phoneNumber: '+47 12 34 56 78' },
    parameters: { ...iso, countryCodeType: 'CallingCode' },
    output: { nationalNumber: '12345678', countryCode: '+47' },
  },
  {
    name: 'tells countries of one calling code apart',
    claims: { phoneNumber: '+1 613 555 0123' },
    parameters: iso,
    output: { nationalNumber: '6135550123', countryCode: 'CA' },
  },
  {
    name: 'leaves the outputs where the number is national',
    claims: { phoneNumber: '12 34 56 78' },
    parameters: iso,
    output: unchanged,
  },
  {
    name: 'leaves the outputs without a value',
    claims: { phoneNumber: undefined },
    parameters: iso,
    output: unchanged,
  },
  {
    name: 'finds no country where the calling code belongs to none',
    claims: { phoneNumber: '+88212345678' },
    parameters: iso,
    output: unchanged,
  },
  {
    name: 'fails if it must',
    claims: { phoneNumber: 'no number' },
    parameters: { ...iso, throwExceptionOnFailure: true },
    fails: 'UserMessageIfPhoneNumberParseFailure',
  },
]);
