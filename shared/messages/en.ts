import type { Messages } from './catalogue.ts';

export const en: Messages = {
  claimsMalformed: 'We could not read the information that was sent. Please try again.',
  claimRuleBroken: 'Please check what you entered.',
};
