import { IdMap } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { buildRequest } from './call.ts';
import type { ClaimForm } from './claim-forms.ts';
import type { JourneyContext } from './claim-resolvers.ts';
import type { ClaimsBag, ClaimValue } from './claims-bag.ts';
import type { ContractCall } from './contract-call.ts';
import type { ContractCase } from './contract-case.ts';
import { attempt, copyOf, notSent, probesOf } from './contract-probes.ts';
import { credentialTexts, textOf } from './contract-secrets.ts';
import { encodeDefaults } from './encode.ts';
import type { Keys } from './keys.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** What the calls of one profile are made of. */
export interface PlanSource {
  readonly profile: RestfulTechnicalProfile;
  /** The user's cases for this profile. */
  readonly cases: readonly ContractCase[];
  readonly keys: Keys;
  /** The bearer claim, where the profile has one, or why there is none. */
  readonly token: ClaimsBag | RequestNotSent;
  /** A journey for the default calls, or for a case. */
  readonly startJourney: (each?: ContractCase) => JourneyContext;
  readonly claimForm: ClaimForm;
  readonly canary: string;
  readonly stranger?: string;
}

/** A call of the plan. */
export interface PlannedCall {
  readonly call: ContractCall;
  /** Whether it delivers the request of the call before it again. */
  readonly isRepetition: boolean;
}

/** All calls of a profile, in their order: those that change no data come first. */
export function planOf(source: PlanSource): readonly PlannedCall[] {
  const probes = defaultCalls(source).map((call) => ({ call, isRepetition: false }));
  return [...probes, ...source.cases.flatMap((each) => deliveriesOf(source, each))];
}

/** Without a token no right call can be made: that is said once, and the wrong ones still tell something. */
function defaultCalls(source: PlanSource): readonly ContractCall[] {
  const { token } = source;
  const probes = probesOf({ ...source, claims: claimsOf(source), context: source.startJourney() });
  if (!(token instanceof RequestNotSent)) return probes;
  const sendable = probes.filter((probe) => probe.notSent === undefined);
  return [notSent('credentials: token', token), ...sendable];
}

/** The same request as often as the case says, as B2C delivers it when it tries again. */
function deliveriesOf(source: PlanSource, each: ContractCase): PlannedCall[] {
  const call = caseCall(source, each);
  return Array.from({ length: each.deliveries }, (_, index) => {
    if (index === 0) return { call, isRepetition: false };
    const name = `${call.name} (delivery ${index + 1})`;
    return { call: { ...call, name }, isRepetition: true };
  });
}

function caseCall(source: PlanSource, each: ContractCase): ContractCall {
  const { profile, keys } = source;
  const claims = copyOf(claimsOf(source));
  for (const [id, value] of each.claims) claims.set(id, value);
  const context = source.startJourney(each);
  const options = { ...encodeDefaults, claimForm: source.claimForm };
  const request = attempt(() => buildRequest({ profile, claims, context, keys }, options));
  return {
    name: each.name,
    intent: 'case',
    ...(request instanceof RequestNotSent ? { notSent: request } : { request }),
    inputTexts: [...each.claims.values().flatMap(textOf), ...each.settingTexts],
    secretTexts: [
      ...credentialTexts({ profile, keys, claims: claimsOf(source) }),
      ...passwordsOf(source, each),
    ],
    expected: each.expected,
    ...(each.withinMs === undefined ? {} : { withinMs: each.withinMs }),
  };
}

function claimsOf({ token }: PlanSource): ClaimsBag {
  return token instanceof RequestNotSent ? new IdMap<ClaimValue>() : token;
}

function passwordsOf({ profile }: PlanSource, { claims }: ContractCase): string[] {
  const passwords = profile.inputClaims.filter(({ claimType }) => {
    return claimType.userInputType === 'Password';
  });
  return passwords.flatMap(({ claimType }) => textOf(claims.get(claimType.id)));
}
