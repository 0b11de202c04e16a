import { fold } from '../compiler/id-map.ts';
import { metadataValue } from '../compiler/metadata-value.ts';
import type { Texts } from './localization.ts';
import type { FormPage, PageButton, PageError } from './page.ts';
import type { ProfileRun } from './profile-run.ts';

/** What a form brings to its page. */
export interface FormParts
  extends Pick<FormPage, 'fields' | 'displayControls' | 'texts' | 'isAccepted'> {
  readonly contentDefinitionId: string | undefined;
  readonly error: PageError | undefined;
}

/** The page of a self-asserted technical profile, with the buttons that its metadata asks for. */
export function showForm(
  run: ProfileRun,
  { contentDefinitionId, error, ...parts }: FormParts,
): FormPage {
  const { combined, profile, transaction } = run;
  return {
    kind: combined ? 'combined' : 'selfAsserted',
    technicalProfileId: profile.id,
    ...(contentDefinitionId === undefined ? {} : { contentDefinitionId }),
    language: transaction.language,
    ...parts,
    buttons: combined ? combinedButtons(run) : buttons(run),
    claimsProviders: combined?.claimsProviders ?? [],
    settings: settings(run),
    ...(error ? { error } : {}),
  };
}

function isOff(run: ProfileRun, key: string): boolean {
  return run.metadata(key)?.toLowerCase() === 'false';
}

function buttons(run: ProfileRun): PageButton[] {
  const shown: PageButton[] = isOff(run, 'setting.showContinueButton') ? [] : ['continue'];
  return isOff(run, 'setting.showCancelButton') ? shown : [...shown, 'cancel'];
}

/** @see facts engine 2.10.3, 3.4 */
function combinedButtons(run: ProfileRun): PageButton[] {
  const shown: PageButton[] = isOff(run, 'setting.showContinueButton') ? [] : ['continue'];
  const canSignUp = run.metadata('SignUpTarget') !== undefined;
  if (canSignUp && !isOff(run, 'setting.showSignupLink')) shown.push('signUp');
  const location = run.metadata('setting.forgotPasswordLinkLocation')?.toLowerCase();
  if (location !== 'none') shown.push('forgotPassword');
  if (run.isMetadataTrue('setting.enableRememberMe')) shown.push('rememberMe');
  return shown;
}

/** Metadata `setting.…` without that prefix, and how claims providers are shown. @see facts engine 2.10.3 */
function settings(run: ProfileRun): Record<string, string> {
  const { profile } = run;
  const display = run.metadata('ClaimsProviderSelectionDisplayType');
  const items = profile.metadata.filter(({ key }) => /^setting\./i.test(key.trim()));
  return {
    ...Object.fromEntries(
      items.map(({ key, value }) => [key.trim().slice('setting.'.length), value.trim()]),
    ),
    ...(display === undefined ? {} : { claimsProviderSelectionDisplayType: display }),
  };
}

/** Metadata `language.…`: texts of the page that the localized ones come before. @see facts engine 2.10.3 */
export function textsOfMetadata({ profile }: ProfileRun): [string, string][] {
  return profile.metadata.flatMap(({ key, value }) => {
    const [, stringId] = /^language\.(\w+)$/i.exec(key.trim()) ?? [];
    return stringId === undefined ? [] : [[stringId, value.trim()] as [string, string]];
  });
}

/**
 * Texts of a page, and behind them metadata `claimType.email.DisplayName.de`, an older way to say what a
 * language calls a claim. @see facts engine 2.10.3
 */
export function withTextsOfClaims({ profile, transaction }: ProfileRun, texts: Texts): Texts {
  const { language } = transaction;
  const languages = [language, language.split('-', 1)[0] ?? language];
  const find: Texts['find'] = (elementType, elementId, stringId) => {
    const text = texts.find(elementType, elementId, stringId);
    if (text !== undefined || fold(elementType) !== 'claimtype') return text;
    const keys = languages.map((each) => `claimType.${elementId}.${stringId}.${each}`);
    return keys.flatMap((key) => metadataValue(profile, key) ?? [])[0];
  };
  return { ...texts, find };
}
