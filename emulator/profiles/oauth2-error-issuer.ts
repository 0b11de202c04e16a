import { claimToText } from '../../caller/claim-forms.ts';
import { hasValue } from '../../caller/claims-bag.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { ProfileType } from '../profile-type.ts';
import { errorAnswer } from '../protocol/error-answer.ts';

/** Answers the application with an error of the policy's own. @see facts engine 2.2b */
export const oauth2ErrorIssuer: ProfileType = {
  type: 'oauth2ErrorIssuer',
  phases: ['InputClaimsTransformations', 'InputClaims', 'Execution'],
  parity: {
    grade: 'real',
    how: 'Answers `access_denied` with `AAD_Custom_` and the code, the message, the correlation id and the time.',
    test: 'test/emulator/profiles/oauth2-error-issuer.test.ts',
  },
  execute: async (run) => {
    const fault = new JourneyFailed(textOf(run, 'errorMessage'), {
      aadb2cCode: `AAD_Custom_${textOf(run, 'errorCode')}`,
      error: 'access_denied',
    });
    const { request, correlationId } = run.transaction;
    const response = errorAnswer(request, fault, { correlationId, now: run.tenant.now() });
    if (!response) throw fault;
    return { kind: 'response', response };
  },
};

function textOf(run: ProfileRun, name: string): string {
  const claim = run.inputClaims.find(
    ({ partnerClaimType }) => partnerClaimType.toLowerCase() === name.toLowerCase(),
  );
  return hasValue(claim?.value) ? claimToText(claim.value, claim.dataType, 'native') : '';
}
