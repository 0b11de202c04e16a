// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Get-Berth: REST-Get-Berth.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restGetBerth = defineProfile({
  id: 'REST-Get-Berth',
  http: { methods: ['POST'], route: 'berth', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    berth_name: claims.berthName2.optional(),
    objectId: claims.objectId.optional(),
  }),
  output: z.object({
    Tide: claims.tide.optional(),
  }),
});
