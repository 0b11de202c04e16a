// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-CompleteMigration: The account has moved: forget the old password.
 * Declared in policies/Migration.xml.
 */
export const restCompleteMigration = defineProfile({
  id: 'REST-CompleteMigration',
  http: { methods: ['POST'], route: 'complete-migration', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: {
    type: 'Basic',
    username: 'B2C_1A_RestUsername',
    password: 'B2C_1A_RestPassword',
  },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    signInName: claims.signInName, // Required="true" in the policy
    objectId: claims.objectId, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    migratedAt: claims.migratedAt.optional(),
  }),
});
