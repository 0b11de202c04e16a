// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-GetPreferences: The preferences of a member.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restGetPreferences = defineProfile({
  id: 'REST-GetPreferences',
  http: { methods: ['GET'], route: 'get-preferences', authLevel: 'anonymous' },
  sendClaimsIn: 'Header',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'x-correlation-id',
  cultureClaim: 'x-language',
  input: z.object({
    'x-member-id': claims.objectId, // Required="true" in the policy
    'x-correlation-id': claims.correlationId.optional(),
    'x-language': claims.language.optional(),
  }),
  output: z.object({
    contactPhone: claims.contactPhone.optional(),
    outingsPerWeek: claims.outingsPerWeek.optional(),
    interests: claims.chosenInterests.optional(),
    revision: claims.preferencesRevision.optional(),
  }),
});
