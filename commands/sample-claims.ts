import type { ClaimType } from '../compiler/model.ts';
import type { DataType } from '../shared/data-types.ts';

const samples: Readonly<Record<DataType, unknown>> = {
  string: 'sample',
  boolean: true,
  int: 1,
  long: 1,
  date: '2000-01-31',
  dateTime: '2000-01-31T12:00:00Z',
  duration: 'PT1H',
  phoneNumber: '+14255550100',
  stringCollection: ['sample'],
  userIdentity: { issuer: 'example.com', issuerUserId: 'c2FtcGxl' },
  userIdentityCollection: [{ issuer: 'example.com', issuerUserId: 'c2FtcGxl' }],
  alternativeSecurityIdCollection: [{ type: 6, identityProvider: 'example.com', key: 'c2FtcGxl' }],
  objectIdentity: {},
  objectIdentityCollection: [],
};

/** JSON that a claim may have by its DataType and enumeration; a pattern is not looked at. */
export function sampleOf({ dataType = 'string', restriction }: ClaimType): unknown {
  return restriction?.enumerations[0]?.value ?? samples[dataType];
}

/** JSON that a claim of that DataType may have. */
export function sampleOfType(dataType: DataType = 'string'): unknown {
  return samples[dataType];
}
