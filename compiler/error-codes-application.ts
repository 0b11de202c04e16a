import type { ErrorCodes } from './error-codes.ts';

/** Errors in what the application asks for, or that tell it what the user did. */
export const applicationErrors: readonly ErrorCodes[] = [
  {
    meanings: [
      ['90091', 'The user cancelled.'],
      ['90118', 'The user asked for a new password.'],
      ['90273', 'The identity provider answered with an error; often the user cancelled there.'],
      ['90077', 'The application asked for no page (prompt=none), and there is no session.'],
    ],
    where: 'in the redirect to the application',
    causes: ['These are no faults: the application has to expect them.'],
    check: [
      'For 90118: start the policy that resets passwords, or put the reset into the journey as a sub journey.',
      'For 90273: the error_description has the error of the identity provider.',
      'For 90077: sign in again with a page.',
    ],
  },
  {
    meanings: [
      ['90006', 'The redirect URI is not registered for the application.'],
      ['90007', 'The application has no redirect URI.'],
      ['90287', 'The redirect URI is not valid.'],
      ['90036', 'The address to go to after sign-out is missing.'],
      ['90067', 'The address to go to after sign-out is not valid.'],
    ],
    where: "on B2C's error page",
    causes: [
      'The address differs from the registered one in scheme, host, port, path, case or a slash at its end.',
    ],
    check: [
      "The application's registration, against redirect_uri in the request, letter by letter.",
    ],
  },
  {
    meanings: [
      ['90008', 'The request has no client_id.'],
      ['90011', 'The client_id is not the one that the policy is made for.'],
      ['90018', 'There is no such application in the tenant.'],
      ['90068', 'The application is not registered for B2C.'],
      ['90092', 'The application is disabled.'],
      ['90205', 'The application may not call the resource.'],
    ],
    where: "on B2C's error page",
    causes: ['Another tenant, another application, or an application that is missing its consent.'],
    check: [
      'The client_id of the request against the app registrations of this very tenant.',
      'Its API permissions, and that an administrator consented.',
    ],
  },
  {
    meanings: [
      ['90010', 'The request has no scope.'],
      ['90012', 'The scope is not supported.'],
      ['90055', 'The scope has to name a resource.'],
      [
        '90115',
        'The code flow needs the scope of a resource, or the client id together with openid.',
      ],
      ['90117', 'The scope is not supported in this request.'],
      ['90146', 'The scopes name several resources; one request is for one.'],
      ['99005', 'The scope contains a character that is not allowed.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'The scope is misspelt, belongs to another API, or was put together from several APIs.',
    ],
    check: ['openid, offline_access, and scopes of one API as its registration spells them.'],
  },
  {
    meanings: [
      ['90013', 'The response_type is not supported.'],
      ['90014', 'The response_mode is not supported.'],
      ['90043', 'The value of prompt is not supported.'],
      ['90057', 'The application may not get tokens from the authorize endpoint (implicit flow).'],
      ['90058', 'The application is not allowed to be a public client.'],
      ['90107', 'An ID token cannot be issued for this application.'],
      ['90110', 'An id_token needs the scope openid.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'The library asks for a flow that the registration of the application does not allow.',
    ],
    check: ['The authentication settings of the registration; prefer the code flow with PKCE.'],
  },
  {
    meanings: [
      ['90165', 'The message that began the SAML exchange is missing.'],
      ['90168', 'A parameter of the signed redirect is missing.'],
      ['90188', 'The metadata of the SAML partner could not be fetched.'],
      ['90242', 'The SAML metadata in the policy cannot be read.'],
      ['90250', 'The generic SAML sign-in endpoint is not supported.'],
      ['90274', 'The SAML partner has no logout endpoint that B2C could use.'],
    ],
    where: "on B2C's error page",
    causes: [
      'PartnerEntity names an address that B2C cannot read, or metadata that lacks the needed endpoint.',
    ],
    check: [
      'Open the metadata address from outside your network; check bindings and certificates in it.',
    ],
  },
  {
    meanings: [
      ['90208', 'The id_token_hint has run out.'],
      ['90209', 'The id_token_hint is for another audience.'],
      ['90210', 'The id_token_hint could not be validated.'],
      ['90232', 'The issuer of the id_token_hint is not the expected one.'],
      ['90233', 'The signature of the id_token_hint could not be verified.'],
      ['90272', 'The id_token_hint is missing.'],
      ['90235', 'The id_token is missing.'],
      ['90237', 'The id_token could not be validated.'],
      ['90238', 'The id_token was refused by one of its checks.'],
      ['90239', 'The id_token was refused by one of its checks.'],
      ['90240', 'The id_token was refused by one of its checks.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'iss differs from the issuer in metadata or policy, often by the slash at its end.',
      'B2C cannot reach the metadata or keys: localhost, a private network, old TLS.',
      'The token is older than its exp, or was signed with a key whose kid is not published.',
    ],
    check: [
      'Decode the token: iss, aud, exp, kid; compare with METADATA, issuer and IdTokenAudience of the profile.',
      'Open the metadata and its jwks_uri from outside your network.',
    ],
  },
];
