import { defineTransformation } from '../define-transformation.ts';

/** An output's TransformationClaimType is the StringId. @see facts claims-transformations 9 */
export const getLocalizedStringsTransformation = defineTransformation({
  method: 'GetLocalizedStringsTransformation',
  summary: 'Localized strings as claims; a language without one gives empty text.',
  otherOutputClaims: { dataTypes: ['string'], names: 'a StringId', pattern: /./s },
  example: {
    localizedStrings: { mail_subject: 'Din kode' },
    output: { mail_subject: 'Din kode' },
  },
  transform: (_inputClaims, _inputParameters, { localizedString, otherOutputClaims }) => {
    const elementType = 'GetLocalizedStringsTransformationClaimType';
    const text = (stringId: string) => localizedString(elementType, stringId) ?? '';
    return { otherOutputClaims: new Map(otherOutputClaims.map(({ name }) => [name, text(name)])) };
  },
});
