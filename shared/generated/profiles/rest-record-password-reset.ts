// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-RecordPasswordReset: Put a new password on record.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restRecordPasswordReset = defineProfile({
  id: 'REST-RecordPasswordReset',
  http: { methods: ['POST'], route: 'record-password-reset', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'BearerToken', token: 'B2C_1A_RestToken' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    changedAt: claims.passwordChangedAt.optional(),
  }),
});
