import { app } from '@azure/functions';
import { readiness } from '../shared/readiness.ts';
import { probeStorage } from '../shared/storage.ts';

const isReady = readiness([probeStorage]);
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
