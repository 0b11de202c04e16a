import { app } from '@azure/functions';
import { publish } from './publish.ts';
import { signingKeys } from './signing-keys.ts';

/** The public keys of the invitations: the one that signs, and in a rotation the other one. */
app.http('invitation-keys', {
  methods: ['GET'],
  route: 'invitation/keys',
  authLevel: 'anonymous', // B2C reads it without credentials
  handler: publish(() => ({ keys: signingKeys().map(({ jwk }) => jwk) })),
});
