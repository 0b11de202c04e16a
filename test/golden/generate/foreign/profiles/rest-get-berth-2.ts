// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-GetBerth: REST-GetBerth.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restGetBerth2 = defineProfile({
  id: 'REST-GetBerth',
  http: { methods: ['POST'], route: 'berth', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    berthName: claims.berthName.optional(),
  }),
  output: z.object({
    displayName: claims.displayName.optional(),
  }),
});
