import type { Rule } from '../rule.ts';

/** Policy keys are called B2C_1A_…. @see facts policy-language 5.5 */
export const keyNaming: Rule = {
  name: 'key-naming',
  severity: 'warning',
  why: 'Policy keys of a tenant begin with "B2C_1A_", so B2C finds none by another name.',
  fix: 'Write the name of the policy key as the portal shows it.',
  examples: {
    bad: '<Key Id="BasicAuthenticationUsername" StorageReferenceId="RestUsername" />',
    good: '<Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_RestUsername" />',
  },
  checkFile({ technicalProfiles }, report) {
    for (const { id, cryptographicKeys } of technicalProfiles) {
      for (const key of cryptographicKeys) {
        const name = key.storageReferenceId.trim();
        if (/^B2C_1A_./i.test(name) || /[{}#]|__/.test(name)) continue;
        const shown = name === '' ? 'names no policy key' : `names "${name}"`;
        report(key, `The Key "${key.id}" of "${id}" ${shown}.`);
      }
    }
  },
};
