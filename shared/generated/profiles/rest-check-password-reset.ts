// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-CheckPasswordReset: Count the password resets of an email address and refuse too many.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restCheckPasswordReset = defineProfile({
  id: 'REST-CheckPasswordReset',
  http: { methods: ['POST'], route: 'check-password-reset', authLevel: 'anonymous' },
  sendClaimsIn: 'Form',
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
    email: claims.email, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    resetsLeft: claims.resetsLeft.optional(),
  }),
});
