/** German. */
export const de = {
  ERR_CLAIMS_MALFORMED:
    'Die gesendeten Angaben konnten nicht gelesen werden. Bitte versuchen Sie es noch einmal.',
  ERR_DEADLINE_EXCEEDED:
    'Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie uns bitte die Referenz {reference}.',
  CLAIM_RULE_BROKEN: 'Bitte prüfen Sie Ihre Eingaben.',
} as const;
