// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-ReserveUsername: Reserve a user name while the account is made.
 * Declared in policies/Username.xml.
 */
export const restReserveUsername = defineProfile({
  id: 'REST-ReserveUsername',
  http: { methods: ['POST'], route: 'reserve-username', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    username: claims.usernameEntered, // Required="true" in the policy
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    username: claims.username.optional(),
  }),
});
