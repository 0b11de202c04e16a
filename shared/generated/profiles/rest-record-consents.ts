// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-RecordConsents: Put a member's decisions on record.
 * Declared in policies/Consent.xml.
 */
export const restRecordConsents = defineProfile({
  id: 'REST-RecordConsents',
  http: { methods: ['POST'], route: 'record-consents', authLevel: 'anonymous' },
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
    granted: claims.consentChoices.optional(),
    applicationId: claims.applicationId.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    consents: claims.consents.optional(),
  }),
});
