import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where no option has the text. @see facts claims-transformations 9 */
export const getMappedValueFromLocalizedCollection = defineTransformation({
  method: 'GetMappedValueFromLocalizedCollection',
  summary: "The Value of the option of the output claim's Restriction whose Text is the claim.",
  unconfirmed: 'Where there is no such option the output is emptied.',
  inputClaims: { mapFromClaim: orAbsent('string') },
  outputClaims: { restrictionValueClaim: 'string' },
  example: {
    claims: { mapFromClaim: 'E1' },
    restriction: { options: [{ text: 'E1', value: 'Too young' }] },
    output: { restrictionValueClaim: 'Too young' },
  },
  transform: ({ mapFromClaim }, _inputParameters, { restrictionOf }) => {
    const { options } = restrictionOf('restrictionValueClaim');
    const option = options.find(({ text }) => text === mapFromClaim);
    return { restrictionValueClaim: option?.value ?? null };
  },
});
