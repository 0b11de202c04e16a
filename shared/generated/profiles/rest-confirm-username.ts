// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-ConfirmUsername: The account has the user name for good.
 * Declared in policies/Username.xml.
 */
export const restConfirmUsername = defineProfile({
  id: 'REST-ConfirmUsername',
  http: { methods: ['POST'], route: 'confirm-username', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    username: claims.username, // Required="true" in the policy
    objectId: claims.objectId, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
