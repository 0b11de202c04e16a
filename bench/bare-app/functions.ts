import { app } from '@azure/functions';
import { bareHandler } from '../bare-handler.ts';

// The least that the programming model and the host cost: cold-start.ts compares with it.
app.http('served', {
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: bareHandler,
});
