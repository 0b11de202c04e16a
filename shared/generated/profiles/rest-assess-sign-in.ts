// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-AssessSignIn: Limit and weigh attempts to sign in.
 * Declared in policies/Risk.xml.
 */
export const restAssessSignIn = defineProfile({
  id: 'REST-AssessSignIn',
  http: { methods: ['POST'], route: 'assess-sign-in', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    signInName: claims.signInName, // Required="true" in the policy
    ipAddress: claims.ipAddress.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    riskLevel: claims.riskLevel.optional(),
    riskReasons: claims.riskReasons.optional(),
  }),
});
