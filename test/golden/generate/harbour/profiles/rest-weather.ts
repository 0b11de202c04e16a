// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Weather: Weather at sea.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const restWeather = defineProfile({
  id: 'REST-Weather',
  http: { methods: ['GET'], route: 'weather', authLevel: 'anonymous' },
  sendClaimsIn: 'Header',
  resolveJsonPaths: true,
  authentication: { type: 'BearerToken', token: 'B2C_1A_HarbourToken' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'culture',
  input: z.object({
    'x-object-id': claims.objectId.optional(),
    correlationId: claims.correlation.optional(),
    culture: claims.culture.optional(),
  }),
  output: z.object({
    'stations[0].seen': claims.lastSeen.optional(),
    'stations[0].class': claims.classClaim.optional(),
    "meta['language']": claims.culture.optional(),
  }),
});
