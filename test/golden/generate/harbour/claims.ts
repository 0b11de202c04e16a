// Written by `countersign generate`; do not edit.
import { claimType } from 'countersign/serve';
import type * as z from 'zod';

/** berth (objectIdentity). */
export const berth = claimType({ id: 'berth', dataType: 'objectIdentity' });
export type Berth = z.output<typeof berth>;

/** berths (objectIdentityCollection). */
export const berths = claimType({ id: 'berths', dataType: 'objectIdentityCollection' });
export type Berths = z.output<typeof berths>;

/** 2faCode (string). */
export const claim2faCode = claimType({
  id: '2faCode',
  dataType: 'string',
  pattern: { regularExpression: '^\\d{6}$', helpText: 'Six digits, please.' },
});
export type Claim2faCode = z.output<typeof claim2faCode>;

/** "Class of the "boat" *\/ ${notCode}" (string). */
export const classClaim = claimType({
  id: 'class',
  dataType: 'string',
  enumeration: ['dinghy', "it's a yacht", 'tug "$\u007bx}"'],
});
export type ClassClaim = z.output<typeof classClaim>;

/** correlation (string). */
export const correlation = claimType({ id: 'correlation', dataType: 'string' });
export type Correlation = z.output<typeof correlation>;

/** "Crew" (stringCollection). */
export const crew = claimType({ id: 'crew', dataType: 'stringCollection' });
export type Crew = z.output<typeof crew>;

/** culture (string). */
export const culture = claimType({ id: 'culture', dataType: 'string' });
export type Culture = z.output<typeof culture>;

/** "Email Address" (string). */
export const email = claimType({ id: 'email', dataType: 'string' });
export type Email = z.output<typeof email>;

/** "Length (cm)" (int). */
export const extensionBoatLength = claimType({ id: 'extension_boat-length', dataType: 'int' });
export type ExtensionBoatLength = z.output<typeof extensionBoatLength>;

/** "Größe über alles" (long). */
export const groudfe = claimType({ id: 'Größe', dataType: 'long' });
export type Groudfe = z.output<typeof groudfe>;

/** "Last seen" (dateTime). */
export const lastSeen = claimType({ id: 'lastSeen', dataType: 'dateTime' });
export type LastSeen = z.output<typeof lastSeen>;

/** "Launched" (date). */
export const launched = claimType({
  id: 'launched',
  dataType: 'date',
  predicates: [
    {
      group: 'Range',
      predicates: [
        {
          id: 'Steam',
          method: 'IsDateRange',
          minimum: '1807-08-17',
          maximum: 'Today',
          helpText: 'Between the first steamer and today.',
        },
      ],
    },
  ],
});
export type Launched = z.output<typeof launched>;

/** "Moorage" (duration). */
export const moorage = claimType({ id: 'moorage', dataType: 'duration' });
export type Moorage = z.output<typeof moorage>;

/** neverUsed (string). */
export const neverUsed = claimType({ id: 'neverUsed', dataType: 'string' });
export type NeverUsed = z.output<typeof neverUsed>;

/** "Notices" (string). */
export const notices = claimType({ id: 'notices', dataType: 'string' });
export type Notices = z.output<typeof notices>;

/** "Object id" (string). */
export const objectId = claimType({ id: 'objectId', dataType: 'string' });
export type ObjectId = z.output<typeof objectId>;

/** "Owner" (userIdentity). */
export const owner = claimType({ id: 'owner', dataType: 'userIdentity' });
export type Owner = z.output<typeof owner>;

/** "Owners" (userIdentityCollection). */
export const owners = claimType({ id: 'owners', dataType: 'userIdentityCollection' });
export type Owners = z.output<typeof owners>;

/** "Passphrase of the gate" (string). */
export const passphrase = claimType({
  id: 'passphrase',
  dataType: 'string',
  predicates: [
    {
      group: 'Length',
      matchAtLeast: 1,
      predicates: [
        {
          id: 'Length',
          method: 'IsLengthRange',
          minimum: 8,
          maximum: 64,
          helpText: 'Between 8 and 64 characters.',
        },
      ],
    },
    {
      group: 'Kinds',
      helpText: 'Two of: a capital letter, a symbol, no space.',
      matchAtLeast: 2,
      predicates: [
        {
          id: 'Upper',
          method: 'IncludesCharacters',
          characterSet: 'A-Z',
          helpText: 'A capital letter.',
        },
        {
          id: 'Symbol',
          method: 'IncludesCharacters',
          characterSet: '@#$%\\-_\\\\"\'',
          helpText: 'A symbol.',
        },
        { id: 'NoSpace', method: 'MatchesRegex', regularExpression: '^\\S*(?=\\n?$)' },
      ],
    },
  ],
});
export type Passphrase = z.output<typeof passphrase>;

/** "What is sent as it is" (string). */
export const payload = claimType({ id: 'payload', dataType: 'string' });
export type Payload = z.output<typeof payload>;

/** __proto__ (boolean). */
export const proto = claimType({ id: '__proto__', dataType: 'boolean' });
export type Proto = z.output<typeof proto>;

/** "Phone on board" (phoneNumber). */
export const radioPhone = claimType({ id: 'radioPhone', dataType: 'phoneNumber' });
export type RadioPhone = z.output<typeof radioPhone>;

/** "Registrations" (alternativeSecurityIdCollection). */
export const registrations = claimType({
  id: 'registrations',
  dataType: 'alternativeSecurityIdCollection',
});
export type Registrations = z.output<typeof registrations>;

/** z (string). */
export const zClaim = claimType({ id: 'z', dataType: 'string' });
export type ZClaim = z.output<typeof zClaim>;
