// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-BerthOfBoat: Berth of a boat.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const restBerthOfBoat = defineProfile({
  id: 'REST-BerthOfBoat',
  http: {
    methods: ['GET'],
    route: 'boats/{objectId}/berths/no-{class}.json',
    authLevel: 'anonymous',
  },
  sendClaimsIn: 'Url',
  urlQuery: { at: 'lastSeen', lang: 'culture' },
  resolveJsonPaths: false,
  authentication: { type: 'BearerClaim', claim: 'apiToken' },
  validation: 'observe',
  cultureClaim: 'culture',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    class: claims.classClaim.optional(),
    lastSeen: claims.lastSeen.optional(),
    culture: claims.culture.optional(),
  }),
  output: z.object({
    berth: claims.berth.optional(),
  }),
});
