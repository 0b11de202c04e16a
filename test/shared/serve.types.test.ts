import test from 'node:test';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { defineProfile } from '../../shared/profile.ts';
import { serve } from '../../shared/serve.ts';

/* Nothing here is called: `tsc` fails where a line below an "@ts-expect-error" compiles. */

const memberNumber = claimType({ id: 'memberNumber', dataType: 'string' });
const points = claimType({ id: 'points', dataType: 'int' });
const visits = claimType({ id: 'visits', dataType: 'long' });
const joined = claimType({ id: 'joined', dataType: 'dateTime' });
const roles = claimType({ id: 'roles', dataType: 'stringCollection' });
const tier = claimType({ id: 'tier', dataType: 'string', enumeration: ['oar', 'scull'] });

const common = {
  id: 'REST-Types',
  http: { methods: ['POST'], route: 'types', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: true,
  authentication: { type: 'None' },
} as const;

const profile = defineProfile({
  ...common,
  http: { methods: ['POST'], route: 'types', authLevel: 'anonymous' },
  validation: 'observe',
  input: z.object({ memberNumber, tier: tier.optional(), roles: roles.optional() }),
  output: z.object({
    'membership.tier': tier.optional(),
    points: points.optional(),
    visits: visits.optional(),
    joined: joined.optional(),
    roles: roles.optional(),
  }),
});

const enforced = defineProfile({
  ...common,
  http: { methods: ['POST'], route: 'types', authLevel: 'anonymous' },
  validation: 'enforce',
  input: z.object({ tier }),
  output: z.object({}),
});

test('what the policy declares compiles', () => {
  serve(profile, async ({ memberNumber, tier }) => {
    if (memberNumber === '') return {};
    if (tier === 'oar' || tier === 'a value older than the enumeration') return { points: 1 };
    return { 'membership.tier': 'scull', visits: 2n, joined: new Date(), roles: ['cox'] };
  });
  serve(profile, ({ memberNumber }) => ({ points: memberNumber.length }));
  serve(profile, (_claims, call) => ({ points: call.requestId.length, visits: undefined }));
  serve(profile, () => {});
  serve(profile, async ({ roles }) => {
    if (roles?.length === 0) return;
    const rows: readonly string[] = ['a'];
    return { roles: rows };
  });
  serve(enforced, async () => {});
  serve(enforced, () => ({}));
});

test('returning an undeclared claim is a compile error', () => {
  // @ts-expect-error
  serve(profile, async () => ({ points: 1, nonsense: true }));
  // @ts-expect-error
  serve(profile, () => ({ tier: 'oar' }));
  // @ts-expect-error
  serve(enforced, () => ({ tier: 'oar' }));
  // @ts-expect-error
  serve(profile, async ({ memberNumber }) => {
    if (memberNumber === '') return { nonsense: 1 };
    return { points: 1 };
  });
});

test('returning a wrong type is a compile error', () => {
  // @ts-expect-error
  serve(profile, () => ({ points: '1' }));
  // @ts-expect-error
  serve(profile, () => ({ points: 1n }));
  // @ts-expect-error
  serve(profile, () => ({ visits: 1 }));
  // @ts-expect-error
  serve(profile, () => ({ joined: '2031-05-04' }));
  // @ts-expect-error
  serve(profile, () => ({ roles: 'cox' }));
  // @ts-expect-error
  serve(profile, () => ({ 'membership.tier': 'gold' }));
  // @ts-expect-error
  serve(profile, () => 'oar');
});

test('reading a claim that the policy does not send is a compile error', () => {
  // @ts-expect-error
  serve(profile, ({ points }) => ({ points }));
  // @ts-expect-error
  serve(profile, (claims) => ({ points: claims.visits }));
});

test('an optional claim may be absent', () => {
  // @ts-expect-error
  serve(profile, ({ roles }) => ({ points: roles.length }));
});

test('an enforced enumeration is closed', () => {
  serve(enforced, ({ tier }) => {
    // @ts-expect-error
    if (tier === 'gold') throw new Error('unreachable');
  });
});
