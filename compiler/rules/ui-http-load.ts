import type { Rule } from '../rule.ts';

/** Pages come over TLS. @see facts policy-language 8.1 */
export const uiHttpLoad: Rule = {
  name: 'ui-http-load',
  severity: 'warning',
  why: 'B2C shows the page under https, and browsers refuse to load its content over http.',
  fix: 'Serve the page over https.',
  examples: {
    bad: '<ContentDefinition Id="api.selfasserted"><LoadUri>http://pages.contoso.com/self-asserted.html</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri></ContentDefinition>',
    good: '<ContentDefinition Id="api.selfasserted"><LoadUri>https://pages.contoso.com/self-asserted.html</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri></ContentDefinition>',
  },
  checkFile({ buildingBlocks }, report) {
    for (const definition of buildingBlocks.contentDefinitions) {
      const { id, loadUri = '', loadUriPosition, position } = definition;
      if (!/^http:/i.test(loadUri)) continue;
      const place = { position: loadUriPosition ?? position };
      report(place, `The LoadUri of "${id}" begins with "http://".`);
    }
  },
};
