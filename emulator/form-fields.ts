import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { ClaimType, Mask } from '../compiler/model.ts';
import { shownOn } from '../compiler/shown-claims.ts';
import { claimRestriction } from './claim-restriction.ts';
import type { Texts } from './localization.ts';
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
  return (control?.displayClaims ?? []).flatMap((claim) => {
    const { claimTypeReferenceId, controlClaimType, required = isRequired } = claim;
    const part = controlClaimType === undefined ? {} : { controlClaimType };
    return formClaim(run, claimTypeReferenceId, required).map((each) => ({
      ...each,
      displayControlId,
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
  const isVerified = /^verified\./i.test(output?.partnerClaimType ?? '');
  return [{ claimType, isRequired: isRequired || output?.required === true, isVerified }];
}

/** Readonly and Paragraph are shown; a browser's word for them is never taken. */
export function isReadOnly({ userInputType }: ClaimType): boolean {
  return userInputType === 'Readonly' || userInputType === 'Paragraph';
}

/** The field that a page shows for a claim. */
export function fieldOf(
  run: ProfileRun,
  { claimType, isRequired, displayControlId, controlClaimType }: FormClaim,
  { texts, value }: { readonly texts: Texts; readonly value: ClaimValue | undefined },
): Field {
  const { id } = claimType;
  const inputType = claimType.userInputType ?? 'TextBox';
  const text =
    hasValue(value) && inputType !== 'Password' ? fieldValue(claimType, value) : undefined;
  const find = (stringId: string) => texts.find('ClaimType', id, stringId);
  const options = optionsOf(run, claimType, texts, text);
  return {
    claimTypeReferenceId: id,
    label: find('DisplayName') ?? claimType.displayName ?? id,
    inputType,
    dataType: claimType.dataType ?? 'string',
    isRequired,
    isReadOnly: isReadOnly(claimType),
    rules: rulesOf(run, claimType, texts),
    ...(options.length > 0 ? { options } : {}),
    ...defined({
      help: find('UserHelpText') ?? claimType.userHelpText,
      value: text,
      maskedValue: maskedValue(claimType, text),
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
  const reference = claimType.predicateValidationReference;
  const validation = reference && policy.predicateValidations.get(reference.id);
  if (!validation) return [];
  return validation.predicateGroups.flatMap((group) => {
    const own = group.predicateReferences.references.map(({ id }) => {
      return texts.find('Predicate', id, 'HelpText') ?? policy.predicates.get(id)?.helpText;
    });
    const head =
      texts.find('PredicateValidation', validation.id, group.id) ??
      texts.find('InputValidation', validation.id, group.id) ??
      group.userHelpText;
    return [head, ...own].filter((text): text is string => Boolean(text));
  });
}

/** How a value is shown; the claim keeps it. @see facts policy-language 3.3 */
function maskText({ type, regex, text }: Mask, value: string): string {
  if (type === 'Simple') return `${text}${value.slice(text.length)}`;
  return value.replaceAll(new RegExp(regex ?? '$^', 'g'), () => text);
}
