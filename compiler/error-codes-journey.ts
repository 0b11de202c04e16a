import type { ErrorCodes } from './error-codes.ts';

/** Errors of a journey's own parts: REST calls, pages, the directory, the policy itself. */
export const journeyErrors: readonly ErrorCodes[] = [
  {
    meanings: [
      [
        '90075',
        'A REST API that a step of the journey called answered with an HTTP error, or did not answer.',
      ],
      [
        '90261',
        'A REST API that a step of the journey called answered with an HTTP error whose body B2C cannot read.',
      ],
    ],
    where: 'in the redirect to the application',
    causes: [
      'The API failed (5xx), was starting, or took longer than B2C waits.',
      'The API refused with a body that is not the JSON B2C reads: version, status 409 and userMessage.',
      'The ServiceUrl names a host, path or port that nothing answers at.',
      'A step has no page to show the message on: what a validation technical profile would show ends the journey here.',
    ],
    check: [
      'The log of the API at the time, by correlation id: did the call arrive, and what was answered?',
      'Run "countersign call <profile>" against the API: it says what B2C makes of the answer.',
      'To let the user read a refusal, run the profile as a validation technical profile of a page.',
    ],
  },
  {
    meanings: [
      ['90027', 'The API refused the user name and password of Basic authentication.'],
      ['90028', 'The API refused the client certificate.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'The policy key and the setting of the API hold different values, often after a rotation.',
      'The API, or a gateway before it, answers 401 or 403 for a reason of its own.',
      'The certificate ran out, or the app does not forward client certificates.',
    ],
    check: [
      'Compare the policy key with the setting of the same name on the API.',
      'Answer business refusals with 409; keep 401 and 403 for callers that are not B2C.',
    ],
  },
  {
    meanings: [
      [
        '90194',
        'The claim that UseClaimAsBearerToken names is not there, so B2C has no token to send.',
      ],
    ],
    where: 'in the redirect to the application',
    causes: [
      'No earlier step fetched the token, or that step was skipped.',
      'The claim is not among the InputClaims of the technical profile.',
      'A validation technical profile fetched it and the page does not list it in its OutputClaims.',
    ],
    check: [
      'The profile that fetches the token runs in an earlier step, or earlier on the same page.',
      'Its OutputClaim has PartnerClaimType="access_token", and the API profile has the claim as InputClaim.',
    ],
  },
  {
    meanings: [
      ['90025', 'A cryptographic key that a technical profile needs is missing from the policy.'],
      ['90019', 'The key container that the policy names holds no valid key.'],
      ['90178', 'The certificate that is to sign or decrypt has no private key.'],
      ['90220', 'The certificate or key has run out, or is not valid yet.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'CryptographicKeys lacks the Key that the AuthenticationType or protocol needs.',
      'The policy key was not created in this tenant, or was created without its private part.',
    ],
    check: [
      'Every StorageReferenceId exists among the policy keys of the tenant, with that exact name.',
      'The dates of the key, and that a certificate was uploaded as PFX.',
    ],
  },
  {
    meanings: [
      ['90021', 'The technical profile does not exist in the policy or its bases.'],
      [
        '90022',
        'There is no metadata for the policy: it does not exist in this tenant under that name.',
      ],
      ['90023', 'The technical profile lacks a metadata key that its type needs.'],
      ['99011', 'A metadata value that is needed is missing or not valid.'],
      ['90031', 'Neither the policy nor its bases name a default user journey.'],
      ['90040', 'The user journey has no SendClaims step.'],
      ['90108', 'A SendClaims step names no issuer, and the journey has no default one.'],
      ['90277', 'The orchestration step names no content definition, or one that does not exist.'],
      ['90288', 'The user journey that redeems refresh tokens is missing.'],
      [
        '99006',
        "The directory's extensions app is not named: extension attributes need its ids on AAD-Common.",
      ],
      [
        '99015',
        'A technical profile that asks for a token with a password lacks its input claims.',
      ],
    ],
    where: 'when the policy is uploaded, or on the error page',
    causes: [
      'An id is misspelt, or the policy that declares it was not uploaded to this tenant.',
      'An override with the same Id or Order hides what the base policy said.',
    ],
    check: [
      'Run "countersign lint", and "countersign flatten" on the relying party: it shows what is there after the merge.',
      'Upload in the order of the chain: base, extensions, relying party.',
    ],
  },
  {
    meanings: [
      ['90044', 'A claim resolver names something that B2C cannot resolve here.'],
      ['90276', 'Two settings of a control contradict each other.'],
    ],
    where: 'when the policy is uploaded, or on the error page',
    causes: ['The name in braces is misspelt, or is not available in this place.'],
    check: [
      'Every {Category:Name} against the documented claim resolvers.',
      'IncludeClaimResolvingInClaimsHandling of the technical profile.',
    ],
  },
  {
    meanings: [
      ['90051', 'No identity provider is left to choose from.'],
      ['90255', 'A claims exchange did not end as it should.'],
      ['90046', 'The state of the journey is lost.'],
      ['90211', 'The state that came with the request is incomplete.'],
      ['90212', 'The state cookie is not valid.'],
    ],
    where: "on B2C's error page",
    causes: [
      'The browser dropped cookies, the page was open too long, or the user went back or used two tabs.',
      'EnabledForUserJourneys or the domain hint leaves no technical profile to offer.',
      'A page was called again after its validation had failed.',
    ],
    check: [
      'Try in a private window, without going back; look at third-party cookies where pages are framed.',
      'The selection and the exchanges of the next step: "countersign graph" shows both.',
    ],
  },
  {
    meanings: [
      ['90157', 'The user failed the checks of a page as often as the page allows.'],
      ['90158', 'The validation of a page failed.'],
      ['90159', 'The verification on a page failed.'],
      ['90161', 'Sending a self-asserted page failed.'],
      ['90206', 'A page took too long to start.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'A validation technical profile refuses what users enter, or fails for everyone.',
      'setting.retryLimit of the page is low.',
      'A claim is shown with a UserInputType that its DataType does not allow.',
    ],
    check: [
      'Which validation technical profile failed, and what its API answered.',
      'The messages that the user saw before: do they say what to enter?',
    ],
  },
  {
    meanings: [
      ['90052', 'The user name or password is wrong.'],
      ['90053', 'There is no user with these credentials.'],
      ['90054', 'The password is wrong.'],
      ['90111', 'The account is locked or disabled.'],
      ['90114', 'The account is locked for a while after too many attempts.'],
    ],
    where: 'on a page',
    causes: [
      'The user mistyped, never signed up here, or signed up with an identity provider.',
      'Lookup by another identifier than the one the account was created with.',
    ],
    check: [
      'The account in the directory: its sign-in names, and whether it is enabled.',
      'signInName of the profile that asks for the token, and what the page collects.',
    ],
  },
  {
    meanings: [
      ['90145', 'There is no phone number to verify, and the page lets nobody enter one.'],
      ['90151', 'The user entered too many wrong codes, or asked for too many.'],
      ['90152', 'Asking for the state of the call or message failed.'],
      ['90154', 'The verification has no session any more.'],
      ['90155', 'The verification could not be done.'],
      ['90156', 'The code could not be validated.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'No phone claim was read from the directory and ManualPhoneNumberEntryAllowed is false.',
      'The page was left open too long, or the codes were wrong three times.',
    ],
    check: [
      'The input claims of the phone factor profile, and what the directory profile before it reads.',
      'ManualPhoneNumberEntryAllowed of the phone factor profile.',
    ],
  },
  {
    meanings: [
      ['90002', 'The custom page was not found, or may not be read from B2C.'],
      ['90047', 'The custom page contains scripts that fail.'],
      ['90149', 'A script of the page did not load.'],
      ['90223', 'The custom page could not be made safe to show.'],
      ['90120', 'The max_age of the request is no number that B2C takes.'],
      ['90122', 'What was entered contains characters that could do harm.'],
    ],
    where: "on B2C's error page",
    causes: [
      'The LoadUri answers 404, or without the CORS header for the origin of B2C.',
      'The page holds scripts while ScriptExecution does not allow them.',
    ],
    check: [
      'Fetch the LoadUri with the Origin header of your B2C domain; look for Access-Control-Allow-Origin.',
      'ScriptExecution of the relying party, and that DataUri names a page contract.',
    ],
  },
  {
    meanings: [
      ['90035', 'The service is not available for the moment.'],
      ['90037', 'An error that B2C says nothing more about.'],
      ['90048', 'An error in B2C that nothing handled.'],
      ['90085', 'An internal error of B2C.'],
      ['90244', 'There are too many requests for the moment.'],
      ['90289', 'B2C could not connect to the identity provider.'],
      ['90296', 'The application is not set up as B2C needs it.'],
    ],
    where: 'in the redirect to the application',
    causes: [
      'B2C is busy, or the tenant is over a limit.',
      'The token or userinfo endpoint of an identity provider does not answer, or its certificate is not trusted.',
      'A policy that was just uploaded is not everywhere yet.',
    ],
    check: [
      'Try again after some minutes; look at the state of the service.',
      'With Application Insights in DeveloperMode the journey recorder names the step.',
    ],
  },
];
