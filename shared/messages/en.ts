/**
 * English, which stands in for every language that we lack. `ERR_CLAIMS_MALFORMED`: what B2C sent is
 * not what the policy declares, and the user can do nothing but try again. `ERR_DEADLINE_EXCEEDED`:
 * support finds the log lines by the reference. `CLAIM_RULE_BROKEN`: an enforced rule does not hold,
 * and the policy has no HelpText for it.
 */
export const en = {
  ERR_CLAIMS_MALFORMED: 'We could not read the information that was sent. Please try again.',
  ERR_DEADLINE_EXCEEDED:
    'This took too long. Please try again. If it happens again, tell us the reference {reference}.',
  CLAIM_RULE_BROKEN: 'Please check what you entered.',
} as const;
