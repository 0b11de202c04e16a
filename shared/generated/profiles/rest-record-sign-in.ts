// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-RecordSignIn: Put a sign-in on record.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restRecordSignIn = defineProfile({
  id: 'REST-RecordSignIn',
  http: { methods: ['POST'], route: 'record-sign-in', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ClientCertificate', certificate: 'B2C_1A_RestClientCertificate' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    signedInAt: claims.signedInAt, // Required="true" in the policy
    retainFor: claims.retainFor.optional(),
    isNewUser: claims.newUser.optional(),
    applicationId: claims.applicationId.optional(),
    identity: claims.clubIdentity.optional(),
    identities: claims.userIdentities.optional(),
    alternativeSecurityIds: claims.alternativeSecurityIds.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    previousSignInAt: claims.previousSignInAt.optional(),
    signInCount: claims.signInCount.optional(),
  }),
});
