// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Graph: REST-Graph.
 * Declared in test/fixtures/generate/foreign/quay/Quay.xml.
 */
export const restGraph = defineProfile({
  id: 'REST-Graph',
  http: {
    methods: ['GET'],
    route: 'v1.0/{{Policy:TenantObjectId}}/users/{objectId}/{{missing}}',
    authLevel: 'anonymous',
  },
  sendClaimsIn: 'Url',
  resolveJsonPaths: false,
  authentication: { type: 'BearerClaim', claim: 'token' },
  validation: 'observe',
  input: z.object({
    objectId: claims.objectId.optional(),
  }),
  output: z.object({
    displayName: claims.displayName.optional(),
  }),
});
