// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Elsewhere: The weather service of another company.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const restElsewhere = defineProfile({
  id: 'REST-Elsewhere',
  http: { methods: ['POST'], route: 'v1/now', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    neverUsed: claims.neverUsed.optional(),
  }),
  output: z.object({}),
});
