// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-ValidateSignUp: Check who wants to join: name, age for the section, phone.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restValidateSignUp = defineProfile({
  id: 'REST-ValidateSignUp',
  http: { methods: ['POST'], route: 'validate-sign-up', authLevel: 'anonymous' },
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
    givenName: claims.givenName, // Required="true" in the policy
    surname: claims.surname, // Required="true" in the policy
    dateOfBirth: claims.dateOfBirth, // Required="true" in the policy
    section: claims.rowingSection.optional(),
    phone: claims.phoneEntered, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    displayName: claims.displayName.optional(),
    phone: claims.contactPhone.optional(),
  }),
});
