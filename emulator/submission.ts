import { type ClaimValue, decodeClaim } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';
import { toInternational } from '../compiler/phone-number.ts';
import { translateRegularExpression } from '../compiler/regular-expression.ts';
import { type ClaimRule, claimRules } from '../shared/claim-rules.ts';
import { claimRestriction, predicateGroupsOf } from './claim-restriction.ts';
import type { FormClaim } from './form-fields.ts';
import type { Texts } from './localization.ts';
import type { PageError, SubmittedClaims } from './page.ts';
import type { ProfileRun } from './profile-run.ts';
import { requireExpressions } from './unsupported.ts';

/** A form as it was sent, read: the claims it sets, or what is wrong with it. */
export type Submission =
  | { readonly kind: 'read'; readonly claims: ReadonlyMap<string, ClaimValue> }
  | { readonly kind: 'refused'; readonly error: PageError };

/** What a submission is read with. */
export interface SubmissionContext {
  readonly run: ProfileRun;
  readonly claims: readonly FormClaim[];
  readonly texts: Texts;
  /** A message of the page by its key, in the page's language; `{0}` in it stands for the claim. */
  readonly message: (key: string, claimType: ClaimType) => string;
}

/**
 * Reads and checks what a browser sent: required, DataType, pattern, predicates, options, and that
 * the second password is the first. What is read-only is not taken. All of it the page has checked
 * before; nothing of that is believed. @see facts engine 2.10.4, 2.10.5
 */
export async function readSubmission(
  submitted: SubmittedClaims,
  context: SubmissionContext,
): Promise<Submission> {
  const values = new Map(Object.entries(submitted).map(([id, value]) => [fold(id), value]));
  const claims = new Map<string, ClaimValue>();
  for (const claim of context.claims) {
    if (claim.isReadOnly) continue;
    const text = textOf(values.get(fold(claim.claimType.id)));
    const read = await readField(claim, text, context);
    if ('error' in read) return { kind: 'refused', error: read.error };
    if (read.value !== undefined) claims.set(claim.claimType.id, read.value);
  }
  const error = passwordMismatch(claims, context);
  return error ? { kind: 'refused', error } : { kind: 'read', claims };
}

/** Several values of one name are the choices of a CheckboxMultiSelect. */
function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(',');
}

type FieldRead = { readonly value?: ClaimValue } | { readonly error: PageError };

async function readField(
  { claimType, isRequired }: FormClaim,
  text: string,
  context: SubmissionContext,
): Promise<FieldRead> {
  const refuse = (message: string): FieldRead => ({
    error: { message, claimTypeReferenceId: claimType.id },
  });
  const refuseBy = (key: string) => refuse(context.message(key, claimType));
  if (text === '') {
    return isRequired ? refuseBy('UserMessageIfMissingRequiredElement') : emptyField(context.run);
  }
  const value = await readValue(claimType, text);
  if (value === undefined || !isOffered(claimType, text, context)) {
    return refuseBy('UserMessageIfInvalidInput');
  }
  const broken = await brokenRule(claimType, text, context);
  return broken === undefined ? { value } : refuse(broken);
}

/** Where empty fields make no claims, one that was filled before keeps its value. @see facts engine 2.10.3 */
function emptyField(run: ProfileRun): FieldRead {
  return run.isMetadataTrue('AllowGenerationOfClaimsWithNullValues') ? { value: null } : {};
}

async function readValue(claimType: ClaimType, text: string): Promise<ClaimValue | undefined> {
  const dataType = claimType.dataType ?? 'string';
  if (dataType === 'phoneNumber') return toInternational(text);
  if (dataType === 'stringCollection') return itemsOf(text);
  return decodeClaim(dataType, dataType === 'string' ? text : text.trim());
}

/** What the user reads where a rule of the ClaimType does not hold. */
async function brokenRule(
  claimType: ClaimType,
  text: string,
  { run, texts, message }: SubmissionContext,
): Promise<string | undefined> {
  for (const rule of rulesOf(run, claimType, texts)) {
    const check = await rule.compile();
    const finding = check(text, run.tenant.now());
    if (finding?.verdict !== 'broken') continue;
    return finding.helpText ?? message('UserMessageIfIncorrectPattern', claimType);
  }
  return undefined;
}

function rulesOf(run: ProfileRun, claimType: ClaimType, texts: Texts): ClaimRule[] {
  requireExpressions(run.policy, claimType);
  const pattern = claimType.restriction?.pattern && patternRule(claimType, texts);
  return claimRules({
    ...(pattern ? { pattern } : {}),
    predicates: predicateGroupsOf(run.policy, claimType, texts),
  });
}

/** Whether each value is one of the options; where the page has none, its script may have made some. */
function isOffered(claimType: ClaimType, text: string, { run, texts }: SubmissionContext): boolean {
  const { userInputType = '' } = claimType;
  if (!choices.has(userInputType)) return true;
  const { options } = claimRestriction(run.policy, claimType.id, texts);
  const offered = new Set(options.map(({ value }) => value));
  const chosen = userInputType === 'CheckboxMultiSelect' ? itemsOf(text) : [text];
  return offered.size === 0 || chosen.every((value) => offered.has(value));
}

const choices = new Set(['DropdownSingleSelect', 'RadioSingleSelect', 'CheckboxMultiSelect']);

function itemsOf(text: string): string[] {
  return text.split(',').filter((item) => item !== '');
}

function patternRule({ id, restriction }: ClaimType, texts: Texts) {
  const translated = translateRegularExpression(restriction?.pattern?.regularExpression ?? '');
  if (!('text' in translated)) return undefined; // none, or refused above
  const helpText = texts.find('ClaimType', id, 'PatternHelpText') ?? restriction?.pattern?.helpText;
  return { regularExpression: translated.text, ...(helpText === undefined ? {} : { helpText }) };
}

/** Pages compare these two by their ids. @see facts engine 2.10.4 */
function passwordMismatch(
  read: ReadonlyMap<string, ClaimValue>,
  { claims, message }: SubmissionContext,
): PageError | undefined {
  const find = (id: string) => claims.find(({ claimType }) => fold(claimType.id) === id)?.claimType;
  const [first, second] = [find('newpassword'), find('reenterpassword')];
  if (!first || !second) return undefined;
  if ((read.get(first.id) ?? '') === (read.get(second.id) ?? '')) return undefined;
  return {
    message: message('error_passwordEntryMismatch', second),
    claimTypeReferenceId: second.id,
  };
}
