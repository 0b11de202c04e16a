// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Raw: As it is.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const restRaw = defineProfile({
  id: 'REST-Raw',
  http: { methods: ['POST'], route: 'raw', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  payloadClaim: 'payload',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    payload: claims.payload.optional(),
  }),
  output: z.object({}),
});
