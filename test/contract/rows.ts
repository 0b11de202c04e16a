import type { DataType } from '../../compiler/model.ts';

/** One data type in the table of encodings: its claim in the fixture, and what is sent for it. */
export interface TypeRow {
  readonly dataType: DataType;
  readonly claim: string;
  /** The value that B2C holds. */
  readonly value: unknown;
  /** Where a header or a path cannot carry the value. */
  readonly plainValue?: unknown;
  /** As JSON, and as text: each is no value of the type. Absent: every text is one. */
  readonly malformedJson: string;
  readonly malformedText?: string;
  /** What arrives of the text form where that is not the value: what its text says no more. */
  readonly readAs?: unknown;
}

const ada = { issuer: 'club', issuerAssignedId: '7' };

/** Every data type. */
export const typeRows: readonly TypeRow[] = [
  {
    dataType: 'string',
    claim: 'text',
    value: 'a+b & c=d/é 🚣',
    plainValue: 'a+b & c=d/e',
    malformedJson: '7',
  },
  {
    dataType: 'boolean',
    claim: 'flag',
    value: true,
    malformedJson: '1',
    malformedText: 'yes',
  },
  {
    dataType: 'int',
    claim: 'count',
    value: -7,
    malformedJson: '2147483648',
    malformedText: '1.0',
  },
  {
    dataType: 'long',
    claim: 'total',
    value: 9_223_372_036_854_775_807n,
    malformedJson: '9223372036854775808',
    malformedText: '1e3',
  },
  {
    dataType: 'date',
    claim: 'born',
    value: '1990-02-28',
    malformedJson: '"1990-02-30"',
    malformedText: '28/02/1990',
  },
  {
    dataType: 'dateTime',
    claim: 'since',
    value: new Date('2031-05-04T10:20:30.500Z'),
    malformedJson: '"10/10/2021 12:00:00 PM"',
    malformedText: '2031-05-04T25:00:00Z',
  },
  {
    dataType: 'duration',
    claim: 'term',
    value: 'P30D',
    malformedJson: '"30 days"',
    malformedText: 'P',
  },
  {
    dataType: 'phoneNumber',
    claim: 'phone',
    value: '+14255550123',
    malformedJson: '14255550123',
    malformedText: 'call me',
  },
  {
    dataType: 'stringCollection',
    claim: 'roles',
    value: ['oar', 'cox'],
    malformedJson: '["oar",7]',
    readAs: ['oar,cox'],
  },
  {
    dataType: 'userIdentity',
    claim: 'who',
    value: ada,
    malformedJson: '{"issuer":7}',
    malformedText: 'ada',
  },
  {
    dataType: 'userIdentityCollection',
    claim: 'identities',
    value: [ada],
    malformedJson: '["ada"]',
    malformedText: '["ada"]',
  },
  {
    dataType: 'alternativeSecurityIdCollection',
    claim: 'external',
    value: [{ type: 6, key: 'a2V5' }],
    malformedJson: '["key"]',
    malformedText: 'key',
  },
  {
    dataType: 'objectIdentity',
    claim: 'thing',
    value: { a: [1] },
    malformedJson: '{"__proto__":{}}',
    malformedText: '{"__proto__":{}}',
  },
  {
    dataType: 'objectIdentityCollection',
    claim: 'things',
    value: [{ a: 1 }],
    malformedJson: '[7]',
    malformedText: '{',
  },
];
