import { app } from '@azure/functions';
import { restGetPreferences } from '../../shared/generated/profiles/rest-get-preferences.ts';
import { serve } from '../../shared/serve.ts';
import { findPreferences } from './preferences.ts';

/** REST-GetPreferences: fills the profile page; the policy has the defaults of a new member. */
export const getPreferences = serve(restGetPreferences, async (claims) => {
  const stored = await findPreferences(claims['x-member-id']);
  if (!stored) return {};
  const { contactPhone, outingsPerWeek, revision, interests } = stored;
  return { contactPhone, outingsPerWeek, revision, interests: interests.join(',') || undefined };
});

app.http('get-preferences', { ...restGetPreferences.http, handler: getPreferences });
