import { formatComposite } from '../composite-format.ts';
import { defineTransformation } from '../define-transformation.ts';

/** The claims are `{0}`, `{1}`, … in their order. @see facts claims-transformations 9 */
export const formatLocalizedString = defineTransformation({
  method: 'FormatLocalizedString',
  summary: 'Puts claims into a localized .NET format; a language without it gives empty text.',
  unconfirmed: 'A claim without a value counts as empty text.',
  otherInputClaims: { dataTypes: ['string'], names: 'any, as it has no meaning', pattern: /./s },
  inputParameters: { stringFormatId: 'string' },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { name: 'Ana', role: 'medlem' },
    parameters: { stringFormatId: 'greeting' },
    localizedStrings: { greeting: 'Hei {0}, du er {1}' },
    output: { outputClaim: 'Hei Ana, du er medlem' },
  },
  transform: (_inputClaims, { stringFormatId }, { localizedString, otherInputClaims }) => {
    const elementType = 'FormatLocalizedStringTransformationClaimType';
    const format = localizedString(elementType, stringFormatId) ?? '';
    const values = otherInputClaims.map(({ value = '' }) => String(value));
    return { outputClaim: formatComposite(format, values) };
  },
});
