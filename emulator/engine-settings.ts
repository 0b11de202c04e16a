import type { CallOptions } from '../caller/call.ts';

/**
 * What no documentation settles, one name for each point, so that whoever knows better changes one
 * value. @see facts engine 8.1 (the numbers in the comments are its own)
 */
export interface EngineSettings {
  /** 1: whether the DefaultValue of an InputClaim is left in the bag, besides being sent. */
  readonly inputDefaultIsKept: boolean;
  /** 2: several exchanges, and the step that should have chosen was skipped. */
  readonly exchangeWithoutSelection: 'fail' | 'first';
  /** 4: whether a claim that is present and empty exists for ClaimsExist. */
  readonly emptyClaimExists: boolean;
  /** 5: what shares one entry of the session. */
  readonly sessionEntry: 'sessionProfile' | 'sessionProfileAndProfile';
  /** 5: whether an entry that the journey itself has saved stands for its later technical profiles. */
  readonly sessionOfOwnJourney: 'ignored' | 'counts';
  /** 5: whether a technical profile that names no session profile is skipped for a signed-in user. */
  readonly implicitSso: 'never' | 'docs';
  /** 6: which refused submissions count towards `setting.retryLimit`. */
  readonly retryLimitCounts: 'all' | 'validation';
  /** 6: how many where the policy does not say. */
  readonly retryLimit: number;
  /** 7: the response mode of a plain code. */
  readonly responseModeOfCode: 'query' | 'fragment';
  /** 8: where Cancel on the page behind the sign-up link leads. */
  readonly cancelAfterSignUpLink: 'combinedPage' | 'application';
  /** 2.14: what a journey does that reads an id_token_hint which nobody sent. */
  readonly missingIdTokenHint: 'fails' | 'goesOn';
  /** 9: what names the policy, where the issuer has no AuthenticationContextReferenceClaimPattern. */
  readonly policyClaim: 'acr' | 'tfp';
  /** 9: the policy's id in `acr`. */
  readonly acrCase: 'lower' | 'asDeclared';
  /** 9: the policy's id in `tfp`. */
  readonly tfpCase: 'lower' | 'asDeclared';
  /** 10: whether access tokens carry the nonce. */
  readonly nonceInAccessToken: boolean;
  /** 10: whether tokens of a refresh carry the nonce of the first request. */
  readonly nonceAfterRefresh: boolean;
  /** 11: the code of "a user with this id exists"; nobody has published it. */
  readonly alreadyExistsCode: string | undefined;
  /** 11: what persisting an empty claim does to the attribute. */
  readonly persistedEmptyClaim: 'clears' | 'leaves';
  /** 2.1: whose message wins, where the directory's profile and the page that calls it both have one. */
  readonly directoryMessage: 'directoryProfile' | 'page';
  /** 12: a dateTime in a token. */
  readonly dateTimeInTokens: 'epochSeconds' | 'iso8601';
  /** 13: how REST calls are made, where the caller's own defaults are not wanted. */
  readonly restfulCalls: Partial<CallOptions>;
  /** 14: a claim resolver in a DefaultValue that nothing resolves, for want of the metadata key. */
  readonly unresolvedClaimResolver: 'text' | 'empty';
  /** 2.7: the claims call with the token in its header; LinkedIn's takes GET whatever HttpBinding says. */
  readonly claimsCallWithHeader: 'get' | 'httpBinding';
  /** 15: how deep sub journeys may call each other; documented is 1, samples nest them. */
  readonly subJourneyDepth: number;
  /** 2.14: what conditional access answers; challenges are `mfa`, `chg_pwd`, `block`. */
  readonly conditionalAccess: {
    readonly challenges: readonly string[];
    /** MultiConditionalAccessStatus; its values are documented nowhere. */
    readonly status?: string;
  };
}

/** The likeliest of each. */
export const engineDefaults: EngineSettings = {
  inputDefaultIsKept: false,
  exchangeWithoutSelection: 'fail',
  emptyClaimExists: true,
  sessionEntry: 'sessionProfile',
  sessionOfOwnJourney: 'ignored',
  implicitSso: 'never',
  retryLimitCounts: 'all',
  retryLimit: 7,
  responseModeOfCode: 'query',
  cancelAfterSignUpLink: 'combinedPage',
  missingIdTokenHint: 'fails',
  policyClaim: 'acr',
  acrCase: 'lower',
  tfpCase: 'asDeclared',
  nonceInAccessToken: false,
  nonceAfterRefresh: false,
  alreadyExistsCode: undefined,
  persistedEmptyClaim: 'clears',
  directoryMessage: 'directoryProfile',
  dateTimeInTokens: 'epochSeconds',
  restfulCalls: {},
  unresolvedClaimResolver: 'text',
  claimsCallWithHeader: 'get',
  subJourneyDepth: 20,
  conditionalAccess: { challenges: [] },
};
