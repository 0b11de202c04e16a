import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { openLocalTenant } from '../../../emulator/local-tenant.ts';
import { applicationOf } from '../../../emulator/saml/application.ts';
import { listen } from '../../support/listen.ts';
import { writeFiles } from '../../support/policy-text.ts';
import { applicationMetadata, samlApplication, samlPolicy } from '../../support/saml-policy.ts';

const cases = [
  { name: 'at its URL', path: '/metadata' },
  { name: 'where its URL leads', path: '/moved' },
  {
    name: 'from no host that may not be called, not even by a redirect',
    path: '/away',
    fault: /^The host "evil\.example" is not on this machine: .*--allow-host evil\.example/,
  },
  { name: 'from nothing that leads in a circle', path: '/circle', fault: /more than 3 times\.$/ },
  {
    name: 'from nothing that is not there',
    path: '/none',
    fault: /PartnerEntity\. .*answered 404\.$/,
  },
];
const redirects = new Map([
  ['/moved', '/metadata'],
  ['/away', 'https://evil.example/metadata'],
  ['/circle', '/circle'],
]);
for (const { name, path, fault } of cases) {
  test(`metadata of a SAML application is had ${name}`, async (t) => {
    const server = createServer(({ url = '' }, response) => {
      const location = redirects.get(url);
      if (location !== undefined) response.writeHead(302, { location }).end();
      else if (url === '/metadata') response.end(xml);
      else response.writeHead(404).end(xml);
    });
    const PartnerEntity = `http://127.0.0.1:${await listen(t, server)}${path}`;
    const policy = samlPolicy({ relyingParty: { PartnerEntity } });
    const folders = [await writeFiles(t, { 'policy.xml': policy })];
    const tenant = await openLocalTenant({ folders });
    const loaded = tenant.policies.find('B2C_1A_Test');
    assert.ok(loaded);
    const application = applicationOf(tenant, loaded.policy);
    if (fault) await assert.rejects(application, { message: fault });
    else assert.equal((await application).entityId, samlApplication.entityId);
  });
}

const xml = applicationMetadata(samlApplication).replaceAll(/^<!\[CDATA\[|\]\]>$/g, '');
