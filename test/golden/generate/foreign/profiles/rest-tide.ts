// Written by `countersign generate`; do not edit.
import { defineProfile } from 'countersign/serve';
import * as z from 'zod';
import * as claims from '../claims.ts';

/**
 * REST-Tide: REST-Tide.
 * Declared in test/fixtures/generate/foreign/dock/Dock.xml.
 */
export const restTide = defineProfile({
  id: 'REST-Tide',
  http: { methods: ['GET'], route: 'tide', authLevel: 'anonymous' },
  sendClaimsIn: 'QueryString',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  input: z.object({
    tide: claims.tide.optional(),
  }),
  output: z.object({}),
});
