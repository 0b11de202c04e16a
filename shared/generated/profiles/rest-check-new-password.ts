// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-CheckNewPassword: Refuse a new password that breaks a rule.
 * Declared in policies/PasswordRules.xml.
 */
export const restCheckNewPassword = defineProfile({
  id: 'REST-CheckNewPassword',
  http: { methods: ['POST'], route: 'check-new-password', authLevel: 'anonymous' },
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
  passwordClaims: ['newPassword', 'oldPassword'],
  input: z.object({
    newPassword: claims.newPassword, // Required="true" in the policy
    oldPassword: claims.oldPassword.optional(),
    objectId: claims.objectId.optional(),
    givenName: claims.givenName.optional(),
    surname: claims.surname.optional(),
    displayName: claims.displayName.optional(),
    email: claims.email.optional(),
    accountEmail: claims.signInNamesEmailAddress.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
