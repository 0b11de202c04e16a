// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-ValidateMemberNumber: Check that a membership number was issued to this surname.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restValidateMemberNumber = defineProfile({
  id: 'REST-ValidateMemberNumber',
  http: { methods: ['POST'], route: 'validate-member-number', authLevel: 'anonymous' },
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
    memberNumber: claims.extensionMemberNumber, // Required="true" in the policy
    surname: claims.surname, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    tier: claims.membershipTier.optional(),
    since: claims.membershipSince.optional(),
  }),
});
