// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-VerifyPhoneCode: Check the code of a text message.
 * Declared in policies/PhoneCodes.xml.
 */
export const restVerifyPhoneCode = defineProfile({
  id: 'REST-VerifyPhoneCode',
  http: { methods: ['POST'], route: 'verify-phone-code', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    phone: claims.phoneToConfirm, // Required="true" in the policy
    code: claims.phoneCode, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    confirmedPhone: claims.confirmedPhone.optional(),
  }),
});
