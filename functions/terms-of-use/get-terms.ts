import { app } from '@azure/functions';
import { restGetTerms } from '../../shared/generated/profiles/rest-get-terms.ts';
import { serve } from '../../shared/serve.ts';
import { findAcceptance } from './acceptances.ts';
import { termsInForce, textIn } from './terms.ts';

/** REST-GetTerms: the terms in force, in the person's language, and whether she has accepted them. */
export const getTerms = serve(restGetTerms, async ({ objectId, language }, { now }) => {
  const terms = await termsInForce(now);
  if (!terms) return { isAccepted: true };
  const { version } = terms;
  const acceptance = await findAcceptance(objectId, version);
  const shown = textIn(terms, language);
  return {
    version,
    isAccepted: acceptance !== undefined,
    acceptedAt: acceptance?.acceptedAt,
    text: shown?.summary,
    url: shown?.url,
  };
});

app.http('get-terms', { ...restGetTerms.http, handler: getTerms });
