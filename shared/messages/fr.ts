import type { Messages } from './catalogue.ts';

/** French. */
export const fr: Messages = {
  claimsMalformed: 'Les informations envoyées n’ont pas pu être lues. Veuillez réessayer.',
  claimRuleBroken: 'Veuillez vérifier votre saisie.',
  deadlineExceeded:
    'L’opération a pris trop de temps. Veuillez réessayer. Si cela se reproduit, indiquez-nous la référence {reference}.',
};
