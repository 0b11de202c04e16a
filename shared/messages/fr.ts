/** French. */
export const fr = {
  ERR_CLAIMS_MALFORMED: 'Les informations envoyées n’ont pas pu être lues. Veuillez réessayer.',
  ERR_DEADLINE_EXCEEDED:
    'L’opération a pris trop de temps. Veuillez réessayer. Si cela se reproduit, indiquez-nous la référence {reference}.',
  CLAIM_RULE_BROKEN: 'Veuillez vérifier votre saisie.',
} as const;
