// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * API-LinkedInEmail: Get LinkedIn email.
 * Declared in ../shared/corpus/starterpack/scenarios/linkedin-identity-provider/TrustFrameworkExtensions.xml.
 */
export const apiLinkedInEmail = defineProfile({
  id: 'API-LinkedInEmail',
  http: { methods: ['GET'], route: 'v2/emailAddress', authLevel: 'anonymous' },
  sendClaimsIn: 'Url',
  resolveJsonPaths: true,
  authentication: { type: 'BearerClaim', claim: 'identityProviderAccessToken' },
  validation: 'observe',
  input: z.object({}),
  output: z.object({
    'elements[0].handle~.emailAddress': claims.email.optional(),
  }),
});
