import type { Messages } from './catalogue.ts';

/** English, which stands in for every language that we lack. */
export const en: Messages = {
  claimsMalformed: 'We could not read the information that was sent. Please try again.',
  claimRuleBroken: 'Please check what you entered.',
  deadlineExceeded:
    'This took too long. Please try again. If it happens again, tell us the reference {reference}.',
};
