/** Dutch. */
export const nl = {
  ERR_CLAIMS_MALFORMED: 'De verzonden gegevens konden niet worden gelezen. Probeer het opnieuw.',
  ERR_DEADLINE_EXCEEDED:
    'Dit duurde te lang. Probeer het opnieuw. Gebeurt het weer, geef ons dan de referentie {reference} door.',
  CLAIM_RULE_BROKEN: 'Controleer wat u hebt ingevuld.',
} as const;
