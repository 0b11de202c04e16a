import type { Rule } from '../rule.ts';

/** What goes to production does not record journeys. @see facts engine 5.1 */
export const prodDevelopmentMode: Rule = {
  name: 'prod-development-mode',
  severity: 'warning',
  why: 'Claims and tokens are recorded in clear text, and an API may go without authentication.',
  fix: 'Give production the DeploymentMode "Production" and no recorder, with a setting of the environment.',
  examples: {
    bad: '<TrustFrameworkPolicy DeploymentMode="Development" />',
    good: '<TrustFrameworkPolicy DeploymentMode="Production" />',
  },
  checkFile(file, report) {
    const { deploymentMode, userJourneyRecorderEndpoint, policyId } = file;
    const hasMode = deploymentMode === 'Development' || deploymentMode === 'Debugging';
    if (hasMode) report(file, `"${policyId}" has the DeploymentMode "${deploymentMode}".`);
    if (userJourneyRecorderEndpoint?.trim() && !hasMode) {
      report(file, `"${policyId}" has a UserJourneyRecorderEndpoint.`);
    }
  },
};
