// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-RedeemInvitation: Redeem an invitation, once.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restRedeemInvitation = defineProfile({
  id: 'REST-RedeemInvitation',
  http: { methods: ['POST'], route: 'redeem-invitation', authLevel: 'anonymous' },
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
    code: claims.invitationCode, // Required="true" in the policy
    email: claims.email, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    invitedBy: claims.invitedBy.optional(),
    redeemedAt: claims.invitationRedeemedAt.optional(),
  }),
});
