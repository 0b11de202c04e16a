import type { Messages } from './catalogue.ts';

/** French. */
export const fr: Messages = {
  claimsMalformed: 'Les informations envoyées n’ont pas pu être lues. Veuillez réessayer.',
  claimRuleBroken: 'Veuillez vérifier votre saisie.',
};
