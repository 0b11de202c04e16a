// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Somewhere: REST-Somewhere.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restSomewhere = defineProfile({
  id: 'REST-Somewhere',
  http: { methods: ['POST'], route: 'rest-somewhere', authLevel: 'anonymous' },
  sendClaimsIn: 'Form',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    berthName: claims.berthName.optional(),
  }),
  output: z.object({}),
});
