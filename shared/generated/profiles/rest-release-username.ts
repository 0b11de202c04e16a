// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-ReleaseUsername: The account was not made: others may have the user name.
 * Declared in policies/Username.xml.
 */
export const restReleaseUsername = defineProfile({
  id: 'REST-ReleaseUsername',
  http: { methods: ['POST'], route: 'release-username', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    username: claims.username, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({}),
});
