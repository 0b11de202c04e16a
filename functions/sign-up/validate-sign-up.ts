import { app } from '@azure/functions';
import { restValidateSignUp } from '../../shared/generated/profiles/rest-validate-sign-up.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { ageOn, displayNameOf, phoneOf } from './person.ts';
import { findSection, takes } from './sections.ts';

/** REST-ValidateSignUp: refuses ages the section does not take; says name and phone as we write them. */
export const validateSignUp = serve(restValidateSignUp, async (claims, call) => {
  const section = await findSection(claims.section ?? 'senior');
  const age = ageOn(call.now, claims.dateOfBirth);
  if (!section || !takes(section, age)) throw refusal(messages, 'SECTION_CLOSED', call);
  const phone = await phoneOf(claims.phone);
  if (!phone) throw refusal(messages, 'PHONE_UNUSABLE', call);
  return { displayName: displayNameOf(claims.givenName, claims.surname), phone };
});

app.http('validate-sign-up', { ...restValidateSignUp.http, handler: validateSignUp });
