// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-GetMemberRoles: The roles of a member in the application that is signed in to.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restGetMemberRoles = defineProfile({
  id: 'REST-GetMemberRoles',
  http: { methods: ['GET'], route: 'members/{objectId}/roles', authLevel: 'anonymous' },
  sendClaimsIn: 'Url',
  urlQuery: {
    applicationId: 'applicationId',
    correlationId: 'correlationId',
    language: 'language',
  },
  resolveJsonPaths: false,
  authentication: { type: 'BearerClaim', claim: 'bearerToken' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    applicationId: claims.applicationId.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    roles: claims.roles.optional(),
  }),
});
