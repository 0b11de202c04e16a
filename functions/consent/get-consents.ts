import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restGetConsents } from '../../shared/generated/profiles/rest-get-consents.ts';
import { serve } from '../../shared/serve.ts';
import { consentClaims, isOpen, questionOf } from './consent-page.ts';
import { latestDecisions } from './consents.ts';

/** REST-GetConsents: what a person has granted, and whether the page has anything to ask her. */
export const getConsents = serve(restGetConsents, async (claims, { now }) => {
  limitLength('objectId', claims.objectId, 256);
  const question = questionOf(claims.offered, claims.version);
  const decisions = await latestDecisions(claims.objectId, question.purposes, now);
  const isAsked = claims.prompt === 'consent';
  return { ...consentClaims(decisions), isRequired: isAsked || isOpen(question, decisions) };
});

app.http('get-consents', { ...restGetConsents.http, handler: getConsents });
