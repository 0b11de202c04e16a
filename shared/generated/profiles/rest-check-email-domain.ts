// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-CheckEmailDomain: Check the domain of an email address: refused, a partner club's, or neither.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restCheckEmailDomain = defineProfile({
  id: 'REST-CheckEmailDomain',
  http: { methods: ['GET'], route: 'check-email-domain', authLevel: 'anonymous' },
  sendClaimsIn: 'QueryString',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    domain: claims.emailDomain, // Required="true" in the policy
    isSubAddressed: claims.isSubAddressed.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    isPartnerClub: claims.isPartnerClub.optional(),
    partnerClub: claims.partnerClub.optional(),
  }),
});
