import type { Messages } from './catalogue.ts';

/** Dutch. */
export const nl: Messages = {
  claimsMalformed: 'De verzonden gegevens konden niet worden gelezen. Probeer het opnieuw.',
  claimRuleBroken: 'Controleer wat u hebt ingevuld.',
};
