import type { ClaimValue } from '../caller/claims-bag.ts';
import type { CallOutcome, ClaimsOutcome } from '../caller/outcome.ts';
import { exactJsonText } from '../compiler/exact-json.ts';
import { fold, type IdMap } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';

/** What a report needs besides the outcome. */
export interface ReportOptions {
  readonly profile: RestfulTechnicalProfile;
  /** All of the relying party: they say which claims are bearer tokens. */
  readonly profiles: readonly RestfulTechnicalProfile[];
  readonly isJson: boolean;
}

/** Prints what B2C would make of an answer. Bearer tokens are not shown. */
export function printOutcome(outcome: CallOutcome, options: ReportOptions): void {
  if (options.isJson) console.log(exactJsonText(toJson(outcome, options), 2));
  else printText(outcome, options);
}

function printText(outcome: CallOutcome, options: ReportOptions): void {
  const { tries, durationMs, httpStatus } = outcome.timing;
  const answer = httpStatus === undefined ? 'no answer' : `HTTP ${httpStatus}`;
  const counted = tries === 1 ? '1 try' : `${tries} tries`;
  console.log(`${options.profile.id}: ${answer}, ${counted}, ${durationMs} ms`);
  if (outcome.outcome === 'claims') printClaims(outcome, options);
  else printFailure(outcome);
}

function printClaims(outcome: ClaimsOutcome, options: ReportOptions): void {
  const shown = Object.entries(shownClaims(outcome.claims, options));
  console.log(shown.length === 0 ? 'No claims came back.' : 'Claims:');
  for (const [id, value] of shown) console.log(`  ${id} = ${exactJsonText(value)}`);
  printRemarks(outcome);
}

function printFailure(outcome: Exclude<CallOutcome, ClaimsOutcome>): void {
  if ('message' in outcome) console.log(outcome.message);
  console.log(`On a page the user reads: ${outcome.shown.onPage}`);
  const { error, description } = outcome.shown.atStep;
  console.log(`As an orchestration step the application gets: ${error}, ${description}`);
  if (outcome.outcome === 'error') printRemarks(outcome);
}

function printRemarks({ remarks }: Pick<ClaimsOutcome, 'remarks'>): void {
  for (const { about, text } of remarks) console.log(`Beware: "${about}" ${text}.`);
}

function toJson(outcome: CallOutcome, options: ReportOptions): unknown {
  if (outcome.outcome !== 'claims') return outcome;
  return { ...outcome, claims: shownClaims(outcome.claims, options) };
}

function shownClaims(
  claims: IdMap<ClaimValue>,
  { profiles }: ReportOptions,
): Record<string, ClaimValue> {
  const tokens = new Set(profiles.map(bearerClaimOf));
  const shown = [...claims].map(([id, value]) => [id, tokens.has(fold(id)) ? '(a token)' : value]);
  return Object.fromEntries(shown);
}

function bearerClaimOf({ authentication }: RestfulTechnicalProfile): string | undefined {
  return authentication.type === 'BearerClaim' ? fold(authentication.claim) : undefined;
}
