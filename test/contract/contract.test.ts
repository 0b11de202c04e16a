import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startFunctionsHost } from '../support/functions-host.ts';
import { testAnswers } from './answers.ts';
import { makeTrust, testCredentials, testProduction } from './credentials.ts';
import { testEncodings } from './encodings.ts';
import { Page } from './page.ts';
import { testRequests } from './requests.ts';

/* docs/contract.md is what these tests have seen. */

const app = fileURLToPath(new URL('../support/contract-app', import.meta.url));
const page = new Page();
const trust = await makeTrust({ after });
const azure = {
  ...trust.env,
  WEBSITE_SITE_NAME: 'club',
  DANGEROUS_AllowAnonymousCallers: 'none',
};
const [host, inAzure] = await Promise.all([
  startFunctionsHost({ after }, { app, env: trust.env }),
  startFunctionsHost({ after }, { app, env: azure }),
]);

testEncodings(host.baseUrl, page);
testRequests(host.baseUrl, page);
testAnswers(host.baseUrl, page);
testCredentials(host.baseUrl, page, trust);
testProduction(inAzure.baseUrl, page, trust);

test('docs/contract.md is what was seen', (t) => {
  const file = fileURLToPath(new URL('../../docs/contract.md', import.meta.url));
  t.assert.fileSnapshot(page.toMarkdown(), file, { serializers: [String] });
});
