import * as fc from 'fast-check';
import type { ClaimForm } from '../../caller/claim-forms.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import type { DataType } from '../../compiler/model.ts';
import type { SendClaimsIn } from '../../compiler/restful-technical-profile.ts';

/** Where a claim travels; Url has two places. */
export type Place = SendClaimsIn | 'query of Url';
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.toWellFormed());
/** Dot segments are resolved by URL parsers, and "%2F" is a slash to the Functions host. */
const pathText = anyText.filter((text) => !/^\.{1,2}$|%2f/i.test(text));
const headerText = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() === text && /^[ -~]+$/.test(text));

function textFor(place: Place): fc.Arbitrary<string> {
  if (place === 'Header') return headerText;
  return place === 'Url' ? pathText : anyText;
}

const instant = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

function identity(text: fc.Arbitrary<string>) {
  const keys = { signInType: text, issuer: text, issuerAssignedId: text };
  return fc.record(keys, { requiredKeys: ['issuer'], noNullPrototype: true });
}

/** Values of a data type that come back from a place; several items of a collection have no documented text form. */
export function valuesOf(
  dataType: DataType,
  place: Place,
  form: ClaimForm,
): fc.Arbitrary<ClaimValue> {
  const text = textFor(place);
  const maxLength = place === 'Body' && form === 'native' ? 4 : 1;
  const identities = fc.array(identity(text), { minLength: 1, maxLength: 4 });
  const arbitraries: Record<DataType, fc.Arbitrary<ClaimValue>> = {
    string: text,
    boolean: fc.boolean(),
    int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    date: instant.map((date) => date.toISOString().slice(0, 10)),
    dateTime: instant,
    duration: fc.constantFrom('P30D', 'P1Y2M5DT8H5M620S', 'PT0.5S', '-P1D'),
    phoneNumber: fc.stringMatching(/^\+[1-9][0-9]{6,14}$/),
    stringCollection: fc.array(text, { minLength: 1, maxLength }),
    userIdentity: identity(text),
    userIdentityCollection: identities,
    alternativeSecurityIdCollection: identities,
    objectIdentity: identity(text),
    objectIdentityCollection: identities,
  };
  return arbitraries[dataType];
}

/** All of them. */
export const dataTypes = [
  'string',
  'boolean',
  'int',
  'long',
  'date',
  'dateTime',
  'duration',
  'phoneNumber',
  'stringCollection',
  'userIdentity',
  'userIdentityCollection',
  'alternativeSecurityIdCollection',
  'objectIdentity',
  'objectIdentityCollection',
] as const satisfies readonly DataType[];
