// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-CheckLegacyPassword: Check a password against the old system, where the account has not moved yet.
 * Declared in policies/Migration.xml.
 */
export const restCheckLegacyPassword = defineProfile({
  id: 'REST-CheckLegacyPassword',
  http: { methods: ['POST'], route: 'check-legacy-password', authLevel: 'anonymous' },
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
  passwordClaims: ['password'],
  input: z.object({
    signInName: claims.signInName, // Required="true" in the policy
    password: claims.password, // Required="true" in the policy
    objectId: claims.objectId.optional(),
    requiresMigration: claims.extensionRequiresMigration.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    needsMigration: claims.needsMigration.optional(),
    displayName: claims.displayName.optional(),
    givenName: claims.givenName.optional(),
    surname: claims.surname.optional(),
  }),
});
