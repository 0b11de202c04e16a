import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restSavePreferences } from '../../shared/generated/profiles/rest-save-preferences.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { savePreferences as save } from './preferences.ts';

/** REST-SavePreferences: refuses to write over what was changed since the page was filled. */
export const savePreferences = serve(
  restSavePreferences,
  async (claims, call) => {
    const { objectId, contactPhone, outingsPerWeek, interests = [], revision = 0n } = claims;
    limitLength('contactPhone', contactPhone, 32);
    limitLength('interests', interests, 2000);
    const wished = { contactPhone, outingsPerWeek, interests: [...interests] };
    const saved = await save(objectId, wished, revision);
    if (!saved) throw refusal(messages, 'PREFERENCES_CHANGED', call);
    return { revision: saved.revision };
  },
  { once: true },
);

app.http('save-preferences', { ...restSavePreferences.http, handler: savePreferences });
