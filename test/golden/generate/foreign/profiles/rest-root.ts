// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Root: REST-Root.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restRoot = defineProfile({
  id: 'REST-Root',
  http: { methods: ['POST'], route: '', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    berthName: claims.berthName.optional(),
  }),
  output: z.object({}),
});
