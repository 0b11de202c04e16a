// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-SavePreferences: Save the preferences of a member.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restSavePreferences = defineProfile({
  id: 'REST-SavePreferences',
  http: { methods: ['POST'], route: 'save-preferences', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    contactPhone: claims.contactPhone.optional(),
    outingsPerWeek: claims.outingsPerWeek.optional(),
    interests: claims.interests.optional(),
    revision: claims.preferencesRevision.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    revision: claims.preferencesRevision.optional(),
  }),
});
