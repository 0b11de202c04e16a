import { app } from '@azure/functions';
import * as z from 'zod';
import { claimType } from '../../../shared/claim-type.ts';
import { defineProfile } from '../../../shared/profile.ts';
import { serve } from '../../../shared/serve.ts';

/* A function that returns what a name asks for: what the table of answers in docs/contract.md calls. */

const profile = defineProfile({
  id: 'answer',
  http: { methods: ['POST'], route: 'answer', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: true,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({ wanted: claimType({ id: 'wanted', dataType: 'string' }) }),
  output: z.object({
    text: claimType({ id: 'text', dataType: 'string' }).optional(),
    count: claimType({ id: 'count', dataType: 'int' }).optional(),
    total: claimType({ id: 'total', dataType: 'long' }).optional(),
    born: claimType({ id: 'born', dataType: 'date' }).optional(),
    since: claimType({ id: 'since', dataType: 'dateTime' }).optional(),
    roles: claimType({ id: 'roles', dataType: 'stringCollection' }).optional(),
    thing: claimType({ id: 'thing', dataType: 'objectIdentity' }).optional(),
    'membership.tier': claimType({ id: 'tier', dataType: 'string' }).optional(),
    'cards[0].number': claimType({ id: 'first', dataType: 'string' }).optional(),
    'cards[1].number': claimType({ id: 'second', dataType: 'string' }).optional(),
  }),
});

/** What JavaScript could return though TypeScript refuses some of it. */
const answers = new Map<string, unknown>([
  ['nothing', undefined],
  ['no claims', {}],
  ['undefined, null and an empty collection', { text: undefined, born: null, roles: [] }],
  ['an empty text', { text: '' }],
  ['an integer', { count: 3.0 }],
  ['a fraction for an int', { count: 3.5 }],
  ['a long beyond 2^53', { total: 2n ** 63n - 1n }],
  ['a date', { born: '1990-02-28' }],
  ['an instant', { since: new Date('2031-05-04T10:20:30.5Z') }],
  ['a date that is none', { born: '1990-02-30' }],
  ['a collection', { roles: ['oar', 'cox'] }],
  ['an object with null inside', { thing: { a: null, b: [null, 1] } }],
  ['a nested path', { 'membership.tier': 'oar' }],
  ['a list of paths', { 'cards[0].number': '1', 'cards[1].number': '2' }],
  ['a list with a hole', { 'cards[1].number': '2' }],
  ['a number for a string', { text: 1 }],
  ['a claim that is not declared', { other: 'x' }],
]);

const handler = serve(profile, ({ wanted }) => answers.get(wanted) as undefined);
app.http('answer', { ...profile.http, handler });
