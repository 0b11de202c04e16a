import type { ClaimValue } from '../compiler/claim-value.ts';
import type { TechnicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed, TransformationFailed } from '../shared/errors.ts';
import type { Page, UserEvent } from './page.ts';
import type { Parity } from './parity.ts';
import type { ProfileRun } from './profile-run.ts';
import type { RelyingPartyResponse } from './response.ts';
import type { SessionProvider } from './session-management.ts';

/** The steps of a technical profile, in their order. @see facts engine 1.3 */
export type Phase =
  | 'SessionRestore'
  | 'InputClaimsTransformations'
  | 'InputClaims'
  | 'Execution'
  | 'ValidationTechnicalProfiles'
  | 'OutputClaims'
  | 'OutputClaimsTransformations'
  | 'SessionSave';

/** One type of technical profile: one file in `profiles/`. */
export interface ProfileType {
  readonly type: TechnicalProfileType;
  /** The phases that it takes part in; the engine leaves out the others. */
  readonly phases: readonly Phase[];
  readonly parity: Parity;
  /**
   * Does what the type is for.
   * @throws {JourneyFailed} where the journey must not go on
   */
  execute(run: ProfileRun): Promise<Execution>;
  /** What the page becomes after its validation technical profiles refused. Only pages have it. */
  refused?(run: ProfileRun, fault: PageFault): Promise<Execution>;
  /** What the page becomes after a submission was accepted. Only pages have it. */
  accepted?(run: ProfileRun): Waiting;
  /** How it keeps a session. Only session technical profiles have it. */
  readonly session?: SessionProvider;
}

/** What a page shows instead of ending the journey. */
export type PageFault = JourneyFailed | TransformationFailed;

/** What cannot be run here is no page's own fault, nor one that ContinueOnError passes over. */
export function isPageFault(fault: unknown): fault is PageFault {
  if (fault instanceof JourneyFailed) return fault.isRedirectable;
  return fault instanceof TransformationFailed;
}

/** What `execute` comes to. */
export type Execution =
  /** The provider answered: its claims, by PartnerClaimType of each OutputClaim. */
  | { readonly kind: 'claims'; readonly partnerClaim: PartnerClaims }
  /** The user's input is in the bag of the run; its validation technical profiles are next. */
  | { readonly kind: 'submitted' }
  | Waiting
  /** The journey ends with an answer to the application. */
  | { readonly kind: 'response'; readonly response: RelyingPartyResponse }
  /** A session provider's turn was all there is. */
  | { readonly kind: 'nothing' };

/** The journey waits for the user, or for another site. */
export type Waiting = WaitingFor & {
  readonly resume: (event: UserEvent) => Promise<Execution>;
};

/** What a technical profile comes to, all its phases included. */
export type ProfileOutcome =
  | { readonly kind: 'done' }
  /** The session stands for it: no other phase was run. */
  | { readonly kind: 'restored' }
  | WaitingProfile
  | { readonly kind: 'response'; readonly response: RelyingPartyResponse };

/** It waits; `resume` goes on where it stopped. */
export type WaitingProfile = WaitingFor & {
  readonly resume: (event: UserEvent) => Promise<ProfileOutcome>;
};

/** What is waited for. */
export type WaitingFor =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'redirect'; readonly redirect: ProviderRedirect };

/** Where the browser goes, and comes back from. */
export interface ProviderRedirect {
  readonly technicalProfileId: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** The form's fields of a POST. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What the answer is found by: `state`, `oauth_token` or `RelayState`. */
  readonly state: string;
}

/** An OutputClaim that asks for a value. */
export interface WantedClaim {
  readonly claimTypeReferenceId: string;
  readonly partnerClaimType: string;
}

/**
 * The provider's value for an OutputClaim: JSON as it came, or a claim's value. Undefined: it returned
 * none; null: it returned an empty one.
 */
export type PartnerClaims = (wanted: WantedClaim) => ClaimValue | unknown;

/** The types of technical profiles that a tenant can run. */
export interface ProfileTypes {
  find(type: TechnicalProfileType): ProfileType | undefined;
  all(): readonly ProfileType[];
}

/** Partner claims of a map, names compared without case. */
export function partnerClaimsOf(values: Iterable<readonly [string, unknown]>): PartnerClaims {
  const byName = new Map<string, unknown>();
  for (const [name, value] of values) byName.set(name.toLowerCase(), value);
  return ({ partnerClaimType }) => byName.get(partnerClaimType.toLowerCase());
}
