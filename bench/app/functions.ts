import { app } from '@azure/functions';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { defineProfile } from '../../shared/profile.ts';
import { serve } from '../../shared/serve.ts';
import { bareHandler } from '../bare-handler.ts';

const name = claimType({ id: 'name', dataType: 'string' });
const memberNumber = claimType({
  id: 'memberNumber',
  dataType: 'string',
  pattern: { regularExpression: '^AL-[0-9]{6}$', helpText: 'AL- and six digits.' },
});

/** Five claims by Body, Basic: what most policies that authenticate at all send. */
const profile = defineProfile({
  id: 'REST-Bench',
  http: { methods: ['POST'], route: 'served', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: {
    type: 'Basic',
    username: 'B2C_1A_BenchUsername',
    password: 'B2C_1A_BenchPassword',
  },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    givenName: name,
    surname: name.optional(),
    memberNumber: memberNumber.optional(),
    language: name.optional(),
    correlationId: name.optional(),
  }),
  output: z.object({ displayName: name.optional(), memberNumber: memberNumber.optional() }),
});

app.http('served', {
  ...profile.http,
  handler: serve(profile, async ({ givenName, surname, memberNumber }) => ({
    displayName: `${givenName} ${surname ?? ''}`,
    memberNumber,
  })),
});

app.http('bare', {
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: bareHandler,
});
