// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * Boat.Register_v2: Register a boat, its crew and its owners.
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const boatRegisterV2 = defineProfile({
  id: 'Boat.Register_v2',
  http: { methods: ['POST'], route: 'boats/register', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: {
    type: 'Basic',
    username: 'B2C_1A_HarbourUser',
    password: 'B2C_1A_HarbourPassword',
  },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'culture',
  input: z.object({
    class: claims.classClaim, // Required="true" in the policy
    'one-time code': claims.claim2faCode.optional(),
    lengthInCentimetersFromTheFigureheadToTheVeryEndOfTheRudder:
      claims.extensionBoatLength.optional(),
    Größe: claims.groudfe.optional(),
    isPrototype: claims.proto.optional(),
    launched: claims.launched.optional(),
    lastSeen: claims.lastSeen.optional(),
    moorage: claims.moorage.optional(),
    radioPhone: claims.radioPhone.optional(),
    crew: claims.crew.optional(),
    owner: claims.owner.optional(),
    owners: claims.owners.optional(),
    registrations: claims.registrations.optional(),
    berth: claims.berth.optional(),
    berths: claims.berths.optional(),
    email: claims.email.optional(),
    correlationId: claims.correlation.optional(),
    culture: claims.culture.optional(),
  }),
  output: z.object({
    berth: claims.berth.optional(),
    'crew list': claims.crew.optional(),
  }),
});
