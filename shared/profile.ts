import type * as z from 'zod';

/** How the caller proves who it is; values are StorageReferenceIds: names of settings, never secrets. */
export type Authentication =
  | { readonly type: 'None' }
  | { readonly type: 'Basic'; readonly username: string; readonly password: string }
  | { readonly type: 'ClientCertificate'; readonly certificate: string }
  | { readonly type: 'ApiKeyHeader'; readonly header: string; readonly key: string }
  | { readonly type: 'BearerToken'; readonly token: string }
  | { readonly type: 'BearerClaim'; readonly claim: string };

/**
 * What `shared/generated/profiles/` says of one RESTful technical profile, and all that `serve`
 * knows of it. Keys of `input` and `output` are wire names: PartnerClaimType, else the claim's id.
 * A nested output path (`membership.tier`) is one key; `serve` builds the nesting.
 */
export interface RestfulProfile<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  Validation extends 'observe' | 'enforce' = 'observe' | 'enforce',
> {
  readonly id: string;
  /** Spread into `app.http`: `serve` authenticates, so the host asks for no key. */
  readonly http: {
    readonly methods: ['GET'] | ['POST'];
    /** Without host.json's routePrefix. `{name}` is a claim's wire name. */
    readonly route: string;
    readonly authLevel: 'anonymous';
  };
  readonly sendClaimsIn: 'Body' | 'Form' | 'Header' | 'QueryString' | 'Url';
  /** SendClaimsIn=Url: query parameter → wire name of the claim in its placeholder. */
  readonly urlQuery?: Readonly<Record<string, string>>;
  /** The wire name of the claim whose text is the whole body. */
  readonly payloadClaim?: string;
  readonly resolveJsonPaths: boolean;
  readonly authentication: Authentication;
  /** What happens where a pattern or predicate does not hold: counted and logged, or refused with 409. */
  readonly validation: Validation;
  /** The wire name of the claim that carries `{Context:CorrelationId}`. */
  readonly correlationClaim?: string;
  /** The wire name of the claim that carries `{Culture:RFC5646}`. */
  readonly cultureClaim?: string;
  /** The wire names of input claims whose UserInputType is Password. */
  readonly passwordClaims?: readonly string[];
  /** Written by hand for callers that are not B2C: no part of the contract with the policies. */
  readonly isOwn?: boolean;
  readonly input: Input;
  readonly output: Output;
}

/** Gives a generated profile its type. */
export function defineProfile<
  Input extends z.ZodObject,
  Output extends z.ZodObject,
  Validation extends 'observe' | 'enforce',
>(profile: RestfulProfile<Input, Output, Validation>): RestfulProfile<Input, Output, Validation> {
  return profile;
}

/**
 * Claims that reach a handler, under their wire names. Where the policy's rules are only observed, an
 * enumeration may hold other values too: its members are known, its type stays open.
 */
export type InputClaims<Profile extends RestfulProfile> = Profile['validation'] extends 'enforce'
  ? z.output<Profile['input']>
  : Opened<z.output<Profile['input']>>;

/** Claims that a handler may return, under their wire names. */
export type OutputClaims<Profile extends RestfulProfile> = z.output<Profile['output']>;

type Opened<Claims> = { [Name in keyof Claims]: OpenedValue<Claims[Name]> };

type OpenedValue<Value> = Value extends string
  ? string extends Value
    ? Value
    : Value | (string & {})
  : Value;
