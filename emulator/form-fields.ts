import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';
import { shownOn } from '../compiler/shown-claims.ts';
import { claimRestriction, predicateGroupsOf } from './claim-restriction.ts';
import type { Texts } from './localization.ts';
import { maskText } from './mask.ts';
import type { Field, FieldOption, FieldPattern } from './page.ts';
import type { ProfileRun } from './profile-run.ts';

/** A claim that a page asks for or shows. */
export interface FormClaim {
  readonly claimType: ClaimType;
  readonly isRequired: boolean;
  /** PartnerClaimType `Verified.Email`: the page checks the address with a code of its own. */
  readonly isVerified: boolean;
  readonly displayControlId?: string;
  readonly controlClaimType?: string;
  /** It shows a value and never takes one from the browser. */
  readonly isReadOnly: boolean;
}

/** The unified page has room for a user name and a password. @see facts engine 2.10.1 */
const claimsOnCombinedPage = 2;

/** The claims of a self-asserted page, those of its display controls where these stand. */
export function formClaims(run: ProfileRun): FormClaim[] {
  const { profile, policy, combined } = run;
  if (profile.displayClaims.length > 0) {
    return profile.displayClaims.flatMap((claim) => {
      const { claimTypeReferenceId: id, displayControlReferenceId: controlId, required } = claim;
      if (controlId !== undefined) return controlClaims(run, controlId, required ?? false);
      return id === undefined ? [] : formClaim(run, id, required ?? false);
    });
  }
  const shown = shownOn(policy, profile);
  const onPage = combined ? shown.slice(0, claimsOnCombinedPage) : shown;
  return onPage.flatMap(({ claimTypeReferenceId, isRequired }) =>
    formClaim(run, claimTypeReferenceId, isRequired),
  );
}

function controlClaims(
  run: ProfileRun,
  displayControlId: string,
  isRequired: boolean,
): FormClaim[] {
  const control = run.policy.displayControls.get(displayControlId);
  const showsOnly = fold(control?.userInterfaceControlType ?? '') !== 'verificationcontrol';
  return (control?.displayClaims ?? []).flatMap((claim) => {
    const { claimTypeReferenceId, controlClaimType, required = isRequired } = claim;
    const part = controlClaimType === undefined ? {} : { controlClaimType };
    return formClaim(run, claimTypeReferenceId, required).map((each) => ({
      ...each,
      isReadOnly: each.isReadOnly || showsOnly,
      ...(control ? { displayControlId: control.id } : {}),
      ...part,
    }));
  });
}

/** A claim that nobody declares is left out: reading the policy has reported it. */
function formClaim(run: ProfileRun, id: string, isRequired: boolean): FormClaim[] {
  const claimType = run.policy.claimTypes.get(id);
  if (!claimType) return [];
  const output = run.profile.outputClaims.find(
    ({ claimTypeReferenceId }) => fold(claimTypeReferenceId) === fold(id),
  );
  return [
    {
      claimType,
      isRequired: isRequired || output?.required === true,
      isVerified: /^verified\./i.test(output?.partnerClaimType ?? ''),
      isReadOnly: readOnlyInputs.has(claimType.userInputType ?? ''),
    },
  ];
}

/** They are shown; a browser's word for them is never taken. @see facts policy-language 3.3 */
const readOnlyInputs = new Set(['Readonly', 'Paragraph']);

/** What a page calls a claim. */
export function labelOf({ id, displayName }: ClaimType, texts: Texts): string {
  return texts.find('ClaimType', id, 'DisplayName') ?? displayName ?? id;
}

/** The field that a page shows for a claim. */
export function fieldOf(
  run: ProfileRun,
  { claimType, isRequired, isReadOnly, displayControlId, controlClaimType }: FormClaim,
  { texts, value }: { readonly texts: Texts; readonly value: ClaimValue | undefined },
): Field {
  const { id } = claimType;
  const inputType = claimType.userInputType ?? 'TextBox';
  const text =
    hasValue(value) && inputType !== 'Password' ? fieldValue(claimType, value) : undefined;
  const options = optionsOf(run, claimType, texts, text);
  const masked = maskedValue(claimType, text);
  return {
    claimTypeReferenceId: id,
    label: labelOf(claimType, texts),
    inputType,
    dataType: claimType.dataType ?? 'string',
    isRequired,
    isReadOnly,
    rules: rulesOf(run, claimType, texts),
    ...(options.length > 0 ? { options } : {}),
    ...defined({
      help: texts.find('ClaimType', id, 'UserHelpText') ?? claimType.userHelpText,
      // What is only shown masked stays here.
      value: masked !== undefined && isReadOnly ? undefined : text,
      maskedValue: masked,
      pattern: patternOf(claimType, texts),
      displayControlId,
      controlClaimType,
    }),
  };
}

type Defined<Parts> = { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> };

/** The parts that have a value. */
function defined<Parts extends object>(parts: Parts): Defined<Parts> {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Parts>;
}

function maskedValue({ mask }: ClaimType, text: string | readonly string[] | undefined) {
  return mask && typeof text === 'string' ? maskText(mask, text) : undefined;
}

function patternOf({ id, restriction }: ClaimType, texts: Texts): FieldPattern | undefined {
  const { pattern } = restriction ?? {};
  if (!pattern) return undefined;
  const helpText = texts.find('ClaimType', id, 'PatternHelpText') ?? pattern.helpText;
  return { regularExpression: pattern.regularExpression, ...defined({ helpText }) };
}

function fieldValue(
  claimType: ClaimType,
  value: NonNullable<ClaimValue>,
): string | readonly string[] {
  const text = claimToText(value, claimType.dataType ?? 'string', 'native');
  if (claimType.userInputType !== 'CheckboxMultiSelect') return text;
  return text.split(',').filter((item) => item !== '');
}

function optionsOf(
  { policy }: ProfileRun,
  claimType: ClaimType,
  texts: Texts,
  value: string | readonly string[] | undefined,
): FieldOption[] {
  const { options } = claimRestriction(policy, claimType.id, texts);
  const chosen = value === undefined ? undefined : new Set([value].flat());
  return options.map((option) => ({
    text: option.text,
    value: option.value,
    isSelected: chosen
      ? chosen.has(option.value)
      : 'selectByDefault' in option && option.selectByDefault === true,
  }));
}

/** The help texts of the claim's predicates, in the page's language. */
function rulesOf({ policy }: ProfileRun, claimType: ClaimType, texts: Texts): string[] {
  const groups = predicateGroupsOf(policy, claimType, texts);
  return groups
    .flatMap(({ helpText, predicates }) => [helpText, ...predicates.map((each) => each.helpText)])
    .filter((text): text is string => Boolean(text));
}
