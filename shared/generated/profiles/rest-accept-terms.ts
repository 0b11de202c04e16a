// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-AcceptTerms: Put on record that a member accepts the terms she was shown.
 * Declared in policies/TermsOfUse.xml.
 */
export const restAcceptTerms = defineProfile({
  id: 'REST-AcceptTerms',
  http: { methods: ['POST'], route: 'accept-terms', authLevel: 'anonymous' },
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
    objectId: claims.objectId, // Required="true" in the policy
    version: claims.termsVersion, // Required="true" in the policy
    decision: claims.termsDecision.optional(),
    applicationId: claims.applicationId.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    acceptedAt: claims.termsAcceptedAt.optional(),
  }),
});
