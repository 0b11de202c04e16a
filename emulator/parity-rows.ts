import type { Parity } from './parity.ts';

/** A row of docs/parity.md that no type of technical profile or step has. */
export interface ParityRow extends Parity {
  readonly name: string;
}

/** What applications and browsers talk to. @see facts engine 3, 4 */
export const protocolRows: readonly ParityRow[] = [
  {
    name: 'Authorization endpoint',
    grade: 'real',
    how: 'OpenID Connect and OAuth 2 requests with their checks and error codes; code, id_token and token by query, fragment or form.',
    missing:
      'Without "Applications" in appsettings.json any client_id is taken, with redirects to this machine.',
    test: 'test/emulator/protocol/authorize-request.test.ts',
  },
  {
    name: 'Token endpoint',
    grade: 'real',
    how: 'Codes with PKCE, refresh tokens, client credentials, passwords; each runs the journey that the policy names for it.',
    test: 'test/emulator/protocol/token-endpoint.test.ts',
  },
  {
    name: 'UserInfo endpoint',
    grade: 'real',
    how: 'Answers with the claims of the journey that the policy names for it.',
    test: 'test/emulator/protocol/user-info.test.ts',
  },
  {
    name: 'Discovery, keys, page traffic',
    grade: 'real',
    how: 'The metadata document, the keys that sign, and the requests that pages make, under the same paths.',
    test: 'test/emulator/server.test.ts',
  },
  {
    name: 'Return from an identity provider',
    grade: 'real',
    how: 'The endpoints that providers send browsers back to; the state finds the journey.',
    test: 'test/emulator/protocol/provider-return.test.ts',
  },
];

/** What journeys are made of. @see facts engine 1, 2.13, 3.3, 5 */
export const featureRows: readonly ParityRow[] = [
  {
    name: 'Claims: defaults, partner names, Required',
    grade: 'real',
    how: 'Every attribute of a claim reference, ids compared without case.',
    missing:
      'OverwriteIfExists="false" and From: nobody documents them; loading the policy warns of each.',
    test: 'test/emulator/claim-references.test.ts',
  },
  {
    name: 'Claim resolvers',
    grade: 'real',
    how: 'All documented families, resolved only under the two documented conditions.',
    missing: 'BuildNumber is our own.',
    test: 'test/emulator/claim-resolvers.test.ts',
  },
  {
    name: 'Preconditions',
    grade: 'real',
    how: 'ClaimsExist and ClaimEquals with the rules on null, case and booleans.',
    test: 'test/emulator/preconditions.test.ts',
  },
  {
    name: 'EnabledForUserJourneys',
    grade: 'real',
    how: 'All five values, for steps, selections and validation technical profiles.',
    test: 'test/emulator/enabled-for-journey.test.ts',
  },
  {
    name: 'Validation technical profiles',
    grade: 'real',
    how: 'Order, preconditions, ContinueOnError, ContinueOnSuccess; their claims leave the page only through its OutputClaims.',
    test: 'test/emulator/validation.test.ts',
  },
  {
    name: 'Single sign-on sessions',
    grade: 'emulated',
    how: 'Scopes, expiry, staying signed in, prompt and max_age.',
    missing:
      'The session is on this machine, not in cookies. What skips a technical profile without a session profile is a setting. SubjectAuthenticationRequirements is ignored, and loading the policy warns of it.',
    test: 'test/emulator/session-management.test.ts',
  },
  {
    name: 'Localization',
    grade: 'real',
    how: 'Texts and options of the content definition in the language of the request.',
    test: 'test/emulator/localization.test.ts',
  },
  {
    name: 'Regular expressions',
    grade: 'emulated',
    how: '.NET expressions are translated; one that cannot be is reported at load and stops the journey.',
    missing:
      'Character class subtraction, Unicode blocks, atomic and balancing groups, flags for a part.',
    test: 'test/emulator/unsupported.test.ts',
  },
  {
    name: 'Journey recorder logs',
    grade: 'emulated',
    how: 'Logs of Application Insights are read, and traces are written, as clips.',
    missing: 'The clips of a trace hold what viewers ask for, not every state of the machine.',
    test: 'test/emulator/recorder-log.test.ts',
  },
  {
    name: 'Protocols WsFed, WsTrust, UProve11',
    grade: 'absent',
    how: 'Nobody documents them; a journey that reaches one stops.',
    test: 'test/emulator/unsupported.test.ts',
  },
];
