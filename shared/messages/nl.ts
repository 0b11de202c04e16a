import type { Messages } from './catalogue.ts';

/** Dutch. */
export const nl: Messages = {
  claimsMalformed: 'De verzonden gegevens konden niet worden gelezen. Probeer het opnieuw.',
  claimRuleBroken: 'Controleer wat u hebt ingevuld.',
  deadlineExceeded:
    'Dit duurde te lang. Probeer het opnieuw. Gebeurt het weer, geef ons dan de referentie {reference} door.',
};
