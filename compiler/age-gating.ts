/** Why the two methods on age gating are not run. @see facts claims-transformations 10 */
export const ageGatingRefusal =
  'Which age needs whose consent in which country is a table of the service that nobody else has.';
