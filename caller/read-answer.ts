import { parseExactJson } from '../compiler/exact-json.ts';
import { IdMap } from '../compiler/id-map.ts';
import type { OutputClaim } from '../compiler/model.ts';
import type { RestfulTechnicalProfile, WireClaim } from '../compiler/restful-technical-profile.ts';
import { parseClaimText } from './claim-forms.ts';
import type { ClaimValue } from './claims-bag.ts';
import { readErrorAnswer } from './error-answer.ts';
import { ownProperty, readJsonPath } from './json-path.ts';
import type { CallOutcome, CallTiming, Remark, TypeMismatchOutcome } from './outcome.ts';
import { jsonTypeOf, readClaim } from './read-claim.ts';
import type { Answer } from './send.ts';
import { showFailure, showFault } from './shown.ts';

/**
 * Reads an answer as B2C does: 2xx is claims, whatever the body calls itself; the other statuses are
 * refusals or failures.
 * @see facts rest-contract 3 and 4
 */
export function readAnswer(
  profile: RestfulTechnicalProfile,
  answer: Answer,
  timing: CallTiming,
): CallOutcome {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  return isSuccess
    ? readSuccess(profile, answer, timing)
    : readErrorAnswer(profile, answer, timing);
}

function readSuccess(
  profile: RestfulTechnicalProfile,
  { body }: Answer,
  timing: CallTiming,
): CallOutcome {
  const json = body.trim() === '' ? {} : parseExactJson(body);
  const isObject = jsonTypeOf(json) === 'object';
  if (!isObject && expectsClaims(profile)) return unreadable(profile, timing);
  return readOutputClaims(profile, isObject ? json : {}, timing);
}

/** Mail services answer 202 with words of their own: without OutputClaims nobody reads them. */
function expectsClaims(profile: RestfulTechnicalProfile): boolean {
  return profile.outputClaims.some((claim) => !alwaysUsesDefault(claim));
}

/** Unconfirmed: what B2C says of a success that is no JSON object. */
function unreadable(profile: RestfulTechnicalProfile, timing: CallTiming): CallOutcome {
  const aadb2cCode = 'AADB2C90261';
  const message = `The answer to "${profile.id}" is no JSON object.`;
  const shown = showFailure(profile, 'DefaultUserMessageIfRequestFailed', {
    code: aadb2cCode,
    message,
  });
  return { outcome: 'failed', reason: 'answer-unreadable', message, aadb2cCode, shown, timing };
}

function readOutputClaims(
  profile: RestfulTechnicalProfile,
  json: unknown,
  timing: CallTiming,
): CallOutcome {
  const claims = new IdMap<ClaimValue>();
  const remarks: Remark[] = [];
  for (const claim of profile.outputClaims) {
    const read = readOutputClaim(profile, claim, json);
    if (read === undefined) continue;
    if ('found' in read) return mismatch(claim, read.found, timing);
    claims.set(claim.claimType.id, read.value);
    if (read.remark !== undefined) remarks.push({ about: claim.wireName, text: read.remark });
  }
  return { outcome: 'claims', claims, remarks, timing };
}

type OutputRead = { value: ClaimValue; remark?: string } | { found: string } | undefined;

function readOutputClaim(
  profile: RestfulTechnicalProfile,
  claim: WireClaim<OutputClaim>,
  json: unknown,
): OutputRead {
  if (alwaysUsesDefault(claim)) return readDefault(claim);
  const { wireName, claimType } = claim;
  const hasPath = profile.resolveJsonPathsInJsonTokens;
  const wire = hasPath ? readJsonPath(json, wireName) : ownProperty(json, wireName);
  if (wire === undefined) return readDefault(claim);
  return readClaim(claimType.dataType ?? 'string', wire) ?? { found: jsonTypeOf(wire) };
}

function alwaysUsesDefault({ reference }: WireClaim<OutputClaim>): boolean {
  return reference.alwaysUseDefaultValue === true && reference.defaultValue !== undefined;
}

function readDefault({ reference, claimType }: WireClaim<OutputClaim>): OutputRead {
  if (reference.defaultValue === undefined) return undefined;
  if (reference.defaultValue === '') return { value: null };
  const value = parseClaimText(claimType.dataType ?? 'string', reference.defaultValue);
  return value === undefined ? { found: 'DefaultValue' } : { value };
}

/** The journey ends; no message of the API's is read any more. The code is unknown. */
function mismatch(
  { claimType, wireName }: WireClaim<OutputClaim>,
  found: string,
  timing: CallTiming,
): TypeMismatchOutcome {
  const { id, dataType = 'string' } = claimType;
  const message = `The claim "${id}" has the DataType "${dataType}" and cannot take what came as "${wireName}" (${found}).`;
  const shown = showFault(message);
  return { outcome: 'type-mismatch', claim: id, wireName, dataType, found, message, shown, timing };
}
