import assert from 'node:assert/strict';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { defineProfile } from '../../shared/profile.ts';
import type { Answered } from './invocation.ts';

// As `func start` and our host say it: elsewhere a profile without authentication is not served.
process.env['AZURE_FUNCTIONS_ENVIRONMENT'] ??= 'Development';

/** What B2C would send for {Context:CorrelationId}. */
export const correlationId = '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01';

const text = claimType({ id: 'text', dataType: 'string' });
const points = claimType({ id: 'points', dataType: 'int' });
const visits = claimType({ id: 'visits', dataType: 'long' });
const record = claimType({ id: 'record', dataType: 'objectIdentity' });
const joined = claimType({ id: 'joined', dataType: 'dateTime' });
const roles = claimType({ id: 'roles', dataType: 'stringCollection' });
const tier = claimType({ id: 'tier', dataType: 'string', enumeration: ['oar', 'scull'] });
/** A required claim with a pattern. */
export const memberNumber = claimType({
  id: 'memberNumber',
  dataType: 'string',
  pattern: { regularExpression: '^CC-[0-9]{6}$', helpText: 'CC- and six digits.' },
});

/** A profile that observes the policy's rules, and whose claims are of many types. */
export const profile = defineProfile({
  id: 'REST-Test',
  http: { methods: ['POST'], route: 'test', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    memberNumber: memberNumber.optional(),
    points: points.optional(),
    visits: visits.optional(),
    tier: tier.optional(),
    correlationId: text.optional(),
    language: text.optional(),
  }),
  output: z.object({
    text: text.optional(),
    points: points.optional(),
    visits: visits.optional(),
    record: record.optional(),
    joined: joined.optional(),
    roles: roles.optional(),
    tier: tier.optional(),
  }),
});

/** The same, which enforces them. */
export const enforced = { ...profile, id: 'REST-Enforced', validation: 'enforce' } as const;

/** Every answer is JSON that nobody may keep. */
export function assertAnswered(answered: Answered, status: number, body: unknown): void {
  assert.deepEqual(answered.json, body);
  assert.equal(answered.status, status);
  assert.equal(answered.headers.get('content-type'), 'application/json');
  assert.equal(answered.headers.get('cache-control'), 'no-store');
  assert.equal(answered.headers.get('content-length'), null);
}
