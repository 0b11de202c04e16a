import { app } from '@azure/functions';
import { hintIssuer } from './invitation-link.ts';
import { publish } from './publish.ts';

/**
 * The discovery document of the invitations: METADATA of IdTokenHint-Invitation. B2C compares `issuer`
 * with the token's, to the trailing slash. @see facts rest-contract 7.4
 */
app.http('invitation-issuer', {
  methods: ['GET'],
  route: 'invitation/.well-known/openid-configuration',
  authLevel: 'anonymous', // B2C reads it without credentials
  handler: publish(() => {
    const issuer = hintIssuer();
    return {
      issuer,
      jwks_uri: `${issuer.replace(/\/$/, '')}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }),
});
