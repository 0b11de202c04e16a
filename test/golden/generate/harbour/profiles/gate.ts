// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * GATE: Opens the gate!
 * Declared in test/fixtures/generate/harbour/fleet/extensions.of.the-fleet.xml.
 */
export const gate = defineProfile({
  id: 'GATE',
  http: { methods: ['POST'], route: 'gate', authLevel: 'anonymous' },
  sendClaimsIn: 'Form',
  resolveJsonPaths: false,
  authentication: { type: 'ClientCertificate', certificate: 'B2C_1A_HarbourCertificate' },
  validation: 'observe',
  passwordClaims: ['passphrase'],
  input: z.object({
    passphrase: claims.passphrase.optional(),
    notices: claims.notices.optional(),
    z: claims.zClaim.optional(),
  }),
  output: z.object({}),
});
