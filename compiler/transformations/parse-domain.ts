import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed for more than one `@`. @see facts claims-transformations 9 */
export const parseDomain = defineTransformation({
  method: 'ParseDomain',
  summary: 'The domain of an e-mail address; of any other text, empty text.',
  unconfirmed: 'The domain begins after the last `@`. A claim without a value gives empty text.',
  inputClaims: { emailAddress: orAbsent('string') },
  outputClaims: { domain: 'string' },
  example: { claims: { emailAddress: 'ana@shop.example' }, output: { domain: 'shop.example' } },
  transform: ({ emailAddress = '' }) => ({
    domain: emailAddress.includes('@') ? emailAddress.slice(emailAddress.lastIndexOf('@') + 1) : '',
  }),
});
