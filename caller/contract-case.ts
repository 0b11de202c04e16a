import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { ClaimsBag } from './claims-bag.ts';

/** What a case of the user's file must come to. */
export type Expectation =
  | {
      readonly kind: 'claims';
      /** By ClaimType id: these with exactly these values. */
      readonly claims: ClaimsBag;
      /** ClaimType ids that must be there, or must not. */
      readonly present: readonly string[];
      readonly absent: readonly string[];
    }
  | {
      readonly kind: 'refusal';
      readonly code?: string;
      readonly userMessage?: RegExp;
      /** Of HTTP; 409 where nothing is said. */
      readonly status: number;
    }
  /** Only the status of HTTP counts. */
  | { readonly kind: 'status'; readonly status: number };

/** A case of the user's file, read and checked. It may change data. */
export interface ContractCase {
  readonly name: string;
  readonly profile: RestfulTechnicalProfile;
  readonly claims: ClaimsBag;
  /** Texts that came from settings: no refusal should repeat them. */
  readonly settingTexts: readonly string[];
  readonly language?: string;
  /** The query of the authorize request, for `{OIDC:…}` and `{OAUTH-KV:…}`. */
  readonly parameters?: ReadonlyMap<string, string>;
  readonly expected: Expectation;
  /** How often the same request is delivered, as B2C does when it tries again. */
  readonly deliveries: number;
  readonly withinMs?: number;
}
