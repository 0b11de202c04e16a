import type { OutputClaim } from '../compiler/model.ts';
import type { RestfulTechnicalProfile, WireClaim } from '../compiler/restful-technical-profile.ts';
import { type Exchange, isSuccess } from './contract-call.ts';
import { ownProperty, readJsonPath } from './json-path.ts';

/** A declared output claim and what came for it, as it was on the wire. */
export interface WireOutput {
  readonly claim: WireClaim<OutputClaim>;
  readonly wire: unknown;
}

/** The declared outputs that a success brought; what is absent is left out. */
export function wireOutputs(exchange: Exchange): WireOutput[] {
  const { profile, json } = exchange;
  if (!isSuccess(exchange)) return [];
  return profile.outputClaims
    .map((claim) => ({ claim, wire: wireValue(profile, json, claim.wireName) }))
    .filter(({ wire }) => wire !== undefined);
}

function wireValue(profile: RestfulTechnicalProfile, json: unknown, wireName: string): unknown {
  return profile.resolveJsonPathsInJsonTokens
    ? readJsonPath(json, wireName)
    : ownProperty(json, wireName);
}
