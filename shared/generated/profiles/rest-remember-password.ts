// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-RememberPassword: Remember a new password, so that it is not chosen again.
 * Declared in policies/PasswordRules.xml.
 */
export const restRememberPassword = defineProfile({
  id: 'REST-RememberPassword',
  http: { methods: ['POST'], route: 'remember-password', authLevel: 'anonymous' },
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
  passwordClaims: ['newPassword'],
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    newPassword: claims.newPassword, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
