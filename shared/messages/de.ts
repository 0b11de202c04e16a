import type { Messages } from './catalogue.ts';

/** German. */
export const de: Messages = {
  claimsMalformed:
    'Die gesendeten Angaben konnten nicht gelesen werden. Bitte versuchen Sie es noch einmal.',
  claimRuleBroken: 'Bitte prüfen Sie Ihre Eingaben.',
};
