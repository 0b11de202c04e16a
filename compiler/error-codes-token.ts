import type { ErrorCodes } from './error-codes.ts';

/** Errors of the token endpoint: codes, refresh tokens, secrets, passwords without a page. */
export const tokenErrors: readonly ErrorCodes[] = [
  {
    meanings: [
      ['90079', 'The client has to send its secret, and did not.'],
      ['90081', 'The client secret is wrong.'],
      ['90084', 'A public client must not send a secret.'],
      ['90016', 'The client assertion type is not supported.'],
      ['90017', 'The client assertion is not valid.'],
      ['90039', 'The client assertion could not be verified.'],
    ],
    where: 'in the answer of the token endpoint',
    causes: [
      'The secret ran out, was copied with its id instead of its value, or the client type is another one.',
    ],
    check: [
      'Secrets of the app registration, and whether the redirect URI is of type web, SPA or public client.',
    ],
  },
  {
    meanings: [
      ['90080', 'The code or refresh token has run out.'],
      ['90128', 'The account that the grant belongs to is gone.'],
      ['90129', 'The grant was revoked.'],
      ['90279', 'The grant was issued to another client.'],
      ['90090', 'The key that the code or token was made with is not known to this policy.'],
      ['90083', 'The request lacks a parameter.'],
      ['90086', 'The grant_type is not supported.'],
      ['90087', 'The grant is of a version that this endpoint does not take.'],
      ['90088', 'The request was sent to an endpoint that does not serve it.'],
      ['99013', 'The request combines what cannot be combined.'],
    ],
    where: 'in the answer of the token endpoint',
    causes: [
      'A code is used twice or too late, or a refresh token after a new password.',
      'The code is redeemed under another policy than the one that issued it.',
    ],
    check: [
      'The policy in the address of the token endpoint is that of the authorize request.',
      'After invalid_grant the application signs the user in again.',
    ],
  },
  {
    meanings: [
      ['90182', 'The code_verifier does not match the code_challenge.'],
      ['90183', 'The code_verifier is not valid.'],
      ['90184', 'The code_challenge_method is not supported.'],
      [
        '99059',
        'The code_challenge is missing; redirect URIs of single-page applications need one.',
      ],
    ],
    where: 'in the answer of the token endpoint',
    causes: ['Authorize and token request come from two different states of the application.'],
    check: ['The verifier that is kept for the redirect, and that the method is S256 or plain.'],
  },
  {
    meanings: [
      ['90224', 'The application may not ask for tokens with a password (ROPC).'],
      ['90225', 'The user name or password of the request is not valid.'],
      ['90226', 'The request has to be a POST.'],
      ['90248', 'Only an application that was registered in the portal can ask this way.'],
      ['90284', 'IdentityExperienceFramework or its proxy application lacks its consent.'],
      ['90285', 'IdentityExperienceFramework or its proxy application is missing.'],
      ['90243', 'The secret for the identity provider is not set up as it should be.'],
    ],
    where: 'in the answer of the token endpoint',
    causes: [
      'client_id and IdTokenAudience of login-NonInteractive do not name the two applications of this tenant.',
      'An administrator has not consented to the proxy application.',
    ],
    check: [
      'Both ids in login-NonInteractive, and the proxy application: public client on, consent given.',
      'The policy key with the secret of the identity provider.',
    ],
  },
];
