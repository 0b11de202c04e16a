// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-GetTerms: The terms of use in force, and whether a member has accepted them.
 * Declared in policies/TermsOfUse.xml.
 */
export const restGetTerms = defineProfile({
  id: 'REST-GetTerms',
  http: { methods: ['POST'], route: 'get-terms', authLevel: 'anonymous' },
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
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    version: claims.termsVersion.optional(),
    text: claims.termsText.optional(),
    url: claims.termsUrl.optional(),
    isAccepted: claims.areTermsAccepted.optional(),
    acceptedAt: claims.termsAcceptedAt.optional(),
  }),
});
