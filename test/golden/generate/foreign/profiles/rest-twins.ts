// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Twins: REST-Twins.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restTwins = defineProfile({
  id: 'REST-Twins',
  http: { methods: ['POST'], route: 'twins', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    name: claims.anyString.optional(),
  }),
  output: z.object({}),
});
