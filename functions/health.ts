import { app } from '@azure/functions';
import { health } from '../shared/health.ts';
import { probeStorage } from '../shared/storage.ts';

/** For probes: ready or not. With the key of `Health__Key` also why, and which contract is served. */
app.http('health', {
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: health([probeStorage]),
});
