// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-VerifyEmailCode: Check the code of a mail.
 * Declared in policies/EmailCodes.xml.
 */
export const restVerifyEmailCode = defineProfile({
  id: 'REST-VerifyEmailCode',
  http: { methods: ['POST'], route: 'verify-email-code', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    email: claims.email, // Required="true" in the policy
    code: claims.emailCode, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
