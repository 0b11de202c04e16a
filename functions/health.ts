import { app } from '@azure/functions';
import { isReady } from '../shared/readiness.ts';

const headers = { 'Cache-Control': 'no-store' };

/** For probes, anonymous: ready or not, and nothing else. The log says what is missing. */
app.http('health', {
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async (_request, context) =>
    (await isReady((problem) => context.error(`health: ${problem}`)))
      ? { headers, jsonBody: { status: 'ok' } }
      : { headers, status: 503, jsonBody: { status: 'unavailable' } },
});
