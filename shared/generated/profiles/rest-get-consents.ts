// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-GetConsents: What a member has agreed to.
 * Declared in policies/Consent.xml.
 */
export const restGetConsents = defineProfile({
  id: 'REST-GetConsents',
  http: { methods: ['POST'], route: 'get-consents', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    offered: claims.consentsOffered, // Required="true" in the policy
    version: claims.consentTextVersion, // Required="true" in the policy
    prompt: claims.consentPrompt.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    granted: claims.consentChoices.optional(),
    consents: claims.consents.optional(),
    isRequired: claims.isConsentRequired.optional(),
  }),
});
