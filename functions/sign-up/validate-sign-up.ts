import { app } from '@azure/functions';
import { restValidateSignUp } from '../../shared/generated/profiles/rest-validate-sign-up.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { ageOn, isAge, minimumAge, todayAt } from './age.ts';
import { messages } from './messages.ts';
import { displayNameOf, isName } from './names.ts';
import { phoneOf } from './phone.ts';
import { findSection, takes } from './sections.ts';

/** REST-ValidateSignUp: says which field is wrong, in the order of the page; says name and phone as we write them. */
export const validateSignUp = serve(restValidateSignUp, async (claims, call) => {
  if (!isName(claims.givenName)) throw refusal(messages, 'GIVEN_NAME_UNUSABLE', call);
  if (!isName(claims.surname)) throw refusal(messages, 'SURNAME_UNUSABLE', call);
  const age = ageOn(todayAt(call.now), claims.dateOfBirth);
  if (!isAge(age)) throw refusal(messages, 'BIRTH_DATE_IMPOSSIBLE', call);
  if (age < minimumAge) throw refusal(messages, 'TOO_YOUNG', call, { age: minimumAge });
  const phone = await phoneOf(claims.phone);
  if (!phone) throw refusal(messages, 'PHONE_UNUSABLE', call);
  const section = await findSection(claims.section ?? 'senior');
  if (!section || !takes(section, age)) throw refusal(messages, 'SECTION_CLOSED', call);
  return { displayName: displayNameOf(claims.givenName, claims.surname), phone };
});

app.http('validate-sign-up', { ...restValidateSignUp.http, handler: validateSignUp });
