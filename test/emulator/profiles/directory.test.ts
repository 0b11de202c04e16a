import { test } from 'node:test';
import {
  appId,
  byEmail,
  checkDirectoryCase,
  type DirectoryCase,
  extensionsApp,
  facebookAda,
  ghost,
  notFoundText,
  raiseMissing,
} from '../../support/directory-case.ts';

const cases: readonly DirectoryCase[] = [
  {
    name: 'reads by e-mail address',
    operation: 'Read',
    key: byEmail,
    outputs: ['objectId', 'displayName', 'city'],
    gives: { objectId: 'ada-id', displayName: 'Ada', city: 'London' },
  },
  {
    name: 'compares e-mail addresses without case',
    operation: 'read',
    key: 'email=signInNames.emailAddress:ADA@example.ORG',
    outputs: ['objectId'],
    gives: { objectId: 'ada-id' },
  },
  {
    name: 'reads by any sign-in name',
    operation: 'Read',
    key: 'email=signInNames:ada@example.org',
    outputs: ['objectId'],
    gives: { objectId: 'ada-id' },
  },
  {
    name: 'reads by userPrincipalName',
    operation: 'Read',
    key: 'upn=userPrincipalName:ada-id@contoso.onmicrosoft.com',
    outputs: ['objectId'],
    gives: { objectId: 'ada-id' },
  },
  {
    name: 'reads by objectId',
    operation: 'Read',
    key: 'objectId:ADA-ID',
    outputs: ['displayName'],
    gives: { objectId: undefined, displayName: 'Ada' },
  },
  {
    name: 'reads by alternativeSecurityId',
    operation: 'Read',
    key: `alternativeSecurityId:${facebookAda}`,
    outputs: ['displayName'],
    gives: { displayName: 'Ada' },
  },
  {
    name: 'reads both faces of identities, and dates',
    operation: 'Read',
    key: byEmail,
    outputs: [
      'alternativeSecurityIds',
      'userIdentities',
      'validFrom=refreshTokensValidFromDateTime',
    ],
    gives: {
      alternativeSecurityIds: [{ issuer: 'facebook.com', issuerUserId: 'NDI=' }],
      userIdentities: [{ issuer: 'facebook.com', issuerUserId: '42' }],
      validFrom: '2026-01-01T00:00:00.0000000Z',
    },
  },
  {
    name: 'reads an extension attribute of its application',
    operation: 'Read',
    metadata: extensionsApp,
    key: byEmail,
    outputs: ['extension_loyalty'],
    gives: { extension_loyalty: 'gold' },
  },
  {
    name: 'reads a collection',
    operation: 'Read',
    key: byEmail,
    outputs: ['otherMails'],
    gives: { otherMails: ['ada@work.example'] },
  },
  {
    name: 'needs an application for extension attributes',
    operation: 'Read',
    key: byEmail,
    outputs: ['extension_loyalty'],
    gives: /^AADB2C99011: The metadata value "ClientId"/,
  },
  {
    name: 'needs an application that is an id',
    operation: 'Read',
    metadata: { ClientId: 'yourAppId', ApplicationObjectId: appId },
    key: byEmail,
    outputs: ['extension_loyalty'],
    gives: /^AADB2C99006: /,
  },
  {
    name: 'never reads what is only written',
    operation: 'Read',
    key: byEmail,
    outputs: ['mail=mailNickName', 'newPassword=password', 'alternativeSecurityId'],
    gives: {},
  },
  {
    name: 'goes on without a claim where nobody is found',
    operation: 'Read',
    key: ghost,
    outputs: ['objectId', 'displayName'],
    gives: {},
  },
  {
    name: 'raises where nobody is found',
    operation: 'Read',
    metadata: raiseMissing,
    key: ghost,
    gives: notFoundText,
  },
  {
    name: 'raises with its own words',
    operation: 'Read',
    metadata: { ...raiseMissing, UserMessageIfClaimsPrincipalDoesNotExist: 'Who?' },
    key: ghost,
    gives: 'AADB2C90053: Who?',
  },
  {
    name: 'refuses two keys',
    operation: 'Read',
    key: [byEmail, 'objectId:x'],
    gives: /has 2 input claims/,
  },
  { name: 'refuses no key', operation: 'Read', key: [], gives: /has 0 input claims/ },
  {
    name: 'refuses a key that the directory has none of',
    operation: 'Read',
    key: 'city:London',
    gives: /looks for a user by "city", which is no key/,
  },
  {
    name: 'refuses a key without a value',
    operation: 'Read',
    key: 'email=signInNames.emailAddress',
    gives: /could not be found for lookup claim with id "email"/,
  },
  {
    name: 'refuses an Operation that it does not know',
    operation: 'Merge',
    key: byEmail,
    gives: /^AADB2C90023: /,
  },
];

for (const each of cases) {
  test(`the directory ${each.operation} ${each.name}`, (t) => checkDirectoryCase(t, each));
}
