import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** Nothing that validates a page has a page of its own. @see facts engine 1.5 */
export const vtpIsPage: Rule = {
  name: 'vtp-is-page',
  severity: 'warning',
  why: 'A validation technical profile runs behind a page that is open already, so a page of its own can never be shown.',
  fix: 'Give the page a step of its own, or validate with a technical profile that has no page.',
  examples: {
    bad: '<ValidationTechnicalProfile ReferenceId="SelfAsserted-LocalAccountSignin-Email" />',
    good: '<ValidationTechnicalProfile ReferenceId="login-NonInteractive" />',
  },
  check({ technicalProfiles, displayControls }, report) {
    const isPage = (id: string) => {
      const profile = technicalProfiles.get(id);
      return profile !== undefined && technicalProfileType(profile) === 'selfAsserted';
    };
    for (const { id: page, validationTechnicalProfiles } of technicalProfiles.values()) {
      for (const validation of validationTechnicalProfiles) {
        const { referenceId: id } = validation;
        if (isPage(id)) report(validation, `"${page}" validates with "${id}", which is a page.`);
      }
    }
    for (const { id: control, actions } of displayControls.values()) {
      for (const call of actions.flatMap((action) => action.validationClaimsExchange)) {
        const { technicalProfileReferenceId: id } = call;
        if (isPage(id)) report(call, `"${control}" calls "${id}", which is a page.`);
      }
    }
  },
};
