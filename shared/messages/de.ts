import type { Messages } from './catalogue.ts';

/** German. */
export const de: Messages = {
  claimsMalformed:
    'Die gesendeten Angaben konnten nicht gelesen werden. Bitte versuchen Sie es noch einmal.',
  claimRuleBroken: 'Bitte prüfen Sie Ihre Eingaben.',
  deadlineExceeded:
    'Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie uns bitte die Referenz {reference}.',
};
