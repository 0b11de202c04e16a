import { app } from '@azure/functions';
import { restValidateSignUp } from '../../shared/generated/profiles/rest-validate-sign-up.ts';
import { serve } from '../../shared/serve.ts';
import { ageOn, displayNameOf, phoneOf } from './person.ts';
import { phoneUnusable, sectionClosed } from './refusals.ts';
import { findSection, takes } from './sections.ts';

/** REST-ValidateSignUp: refuses ages the section does not take; says name and phone as we write them. */
export const validateSignUp = serve(restValidateSignUp, async (claims, { language, now }) => {
  const section = await findSection(claims.section ?? 'senior');
  const age = ageOn(now, claims.dateOfBirth);
  if (!section || !takes(section, age)) throw sectionClosed(language);
  const phone = await phoneOf(claims.phone);
  if (!phone) throw phoneUnusable(language);
  return { displayName: displayNameOf(claims.givenName, claims.surname), phone };
});

app.http('validate-sign-up', { ...restValidateSignUp.http, handler: validateSignUp });
