// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Tides: Tides.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const restTides = defineProfile({
  id: 'REST-Tides',
  http: { methods: ['GET'], route: 'tides', authLevel: 'anonymous' },
  sendClaimsIn: 'QueryString',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-harbour-key', key: 'B2C_1A_HarbourKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'culture',
  input: z.object({
    from: claims.launched, // Required="true" in the policy
    correlationId: claims.correlation.optional(),
    culture: claims.culture.optional(),
  }),
  output: z.object({
    at: claims.lastSeen.optional(),
  }),
});
