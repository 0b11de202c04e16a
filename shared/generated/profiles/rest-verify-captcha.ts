// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-VerifyCaptcha: Ask whether a captcha was solved.
 * Declared in policies/Risk.xml.
 */
export const restVerifyCaptcha = defineProfile({
  id: 'REST-VerifyCaptcha',
  http: { methods: ['POST'], route: 'verify-captcha', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    token: claims.captchaToken, // Required="true" in the policy
    ipAddress: claims.ipAddress.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
