import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { seedAll } from '../../functions/seed.ts';
import { makeCertificate } from '../support/certificates.ts';
import { root, startClub } from '../support/club.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type FrontOptions, localhostCertificate, startTlsFront } from '../support/tls-front.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const healthKey = 'a-health-key-of-this-test';
const club = await startClub({ after }, { Health__Key: healthKey });
await seedAll();

const certificate = localhostCertificate();

/** The functions behind TLS, and behind what changes refusals. */
function startFront(t: TestContext, change?: FrontOptions['change']): Promise<string> {
  const target = () => club.host.baseUrl;
  return startTlsFront(t, { target, certificate, ...(change ? { change } : {}) });
}

interface Report {
  readonly profiles: readonly {
    readonly profile: string;
    readonly calls: readonly {
      readonly name: string;
      readonly status?: number;
      readonly findings: readonly { check: string; severity: string; message: string }[];
    }[];
  }[];
}

async function doctor(t: TestContext, url: string, env: Record<string, string>, ...own: string[]) {
  const authority = join(await temporaryFolder(t), 'authority.pem');
  await writeFile(authority, certificate.pem);
  const setting = `TokenEndpoint=${club.tokenEndpoint}`;
  const args = ['--url', url, '--data', club.dataFolder, '--setting', setting, '--json', ...own];
  const known = { Health__Key: healthKey, NODE_EXTRA_CA_CERTS: authority, ...env };
  const options = { cwd: root, env: { ...process.env, ...known }, maxBuffer: 64 * 1024 * 1024 };
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string }>();
  execFile(
    process.execPath,
    [join(root, 'cli.ts'), 'doctor', ...args],
    options,
    (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout: stdout || stderr }),
  );
  const { code, stdout } = await promise;
  const report: Report = JSON.parse(stdout);
  const calls = report.profiles.flatMap((part) => part.calls);
  const findings = calls.flatMap((call) => call.findings).filter(({ check }) => !isPace(check));
  return { code, report, calls, findings };
}

/** A machine under load is slow. */
function isPace(check: string): boolean {
  return check === 'slow-answers';
}

const apiKey = ['--profile', 'REST-CheckEmailDomain', '--profile', 'REST-ValidateMemberNumber'];
const oneRefusal = `cases:
  - name: a number that nobody has
    profile: REST-ValidateMemberNumber
    claims: { extension_memberNumber: ALR-999999, surname: Keller }
    expect: { refusal: { code: MEMBER_CARD_UNKNOWN } }
`;

async function casesFile(t: TestContext): Promise<string[]> {
  const file = join(await temporaryFolder(t), 'cases.yaml');
  await writeFile(file, oneRefusal);
  return ['--cases', file];
}

const skip = withoutScenario('email-domain') || withoutScenario('membership');

test('our own functions behind TLS are well', { skip }, async (t) => {
  const url = await startFront(t);
  const { code, calls, findings } = await doctor(t, url, {}, ...apiKey, ...(await casesFile(t)));
  assert.deepEqual({ findings, code }, { findings: [], code: 0 });
  const statuses = new Set(calls.map(({ status }) => status));
  for (const status of [200, 400, 401, 409]) assert.ok(statuses.has(status), `${status} was met`);
});

test('a firewall that swaps refusals for its page is named', { skip }, async (t) => {
  const headers = { 'content-type': 'text/html', 'cf-ray': '1' };
  const body = Buffer.from('<html>Blocked</html>');
  const url = await startFront(t, (answer) => {
    return answer.status === 409 ? { status: 409, headers, body } : answer;
  });
  const { code, findings } = await doctor(t, url, {}, ...apiKey, ...(await casesFile(t)));
  assert.equal(code, 1);
  const replaced = findings.filter(({ check }) => check === 'error-body-replaced');
  assert.ok(replaced.length > 0);
  for (const { message } of replaced) {
    assert.equal(
      message,
      'The 409 to a right caller is a page, not JSON, by Cloudflare ("cf-ray").',
    );
  }
});

const address = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

test('no secret goes to another machine over plain HTTP', {
  skip: skip || (!address && 'this machine has no address that others see'),
}, async (t) => {
  const seen: string[] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(...Object.keys(headers));
    response.end();
  });
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  const known = { B2C_1A_RestApiKey: 'an-api-key-of-this-test' };
  const url = `http://${address}:${port}`;
  const { code, report, findings } = await doctor(t, url, known, ...apiKey, '--calls', '1');
  assert.deepEqual([code, findings[0]?.check], [1, 'not-encrypted']);
  assert.deepEqual(
    report.profiles.map(({ profile }) => profile),
    ['deployment'],
  );
  assert.ok(seen.length > 0);
  assert.ok(!seen.includes('x-health-key'));
});

test('a secret that is wrong or unknown is told apart', { skip }, async (t) => {
  const url = await startFront(t);
  const [, id = ''] = apiKey;
  const wrong = await doctor(t, url, { B2C_1A_RestApiKey: 'wrong' }, '--profile', id);
  assert.deepEqual([wrong.code, wrong.findings[0]?.check], [1, 'credentials-refused']);
  const unknown = await doctor(t, url, { B2C_1A_RestApiKey: '' }, '--profile', id);
  assert.deepEqual([unknown.code, unknown.findings[0]?.check], [0, 'credential-untested']);
});

test('a certificate that nobody believes ends the examination', { skip }, async (t) => {
  const url = await startFront(t);
  const { code, report, findings } = await doctor(t, url, { NODE_EXTRA_CA_CERTS: '' }, ...apiKey);
  assert.deepEqual([code, findings.map(({ check }) => check)], [1, ['certificate-untrusted']]);
  assert.deepEqual(
    report.profiles.map(({ profile }) => profile),
    ['deployment'],
  );
});

test('what TLS shows is told where nobody answers behind it', { skip }, async (t) => {
  const validity = {
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + 86_400_000),
  };
  const ending = makeCertificate({ name: 'localhost', isAuthority: true, ...validity });
  const url = await startTlsFront(t, { target: () => 'http://127.0.0.1:1', certificate: ending });
  const authority = join(await temporaryFolder(t), 'ending.pem');
  await writeFile(authority, ending.pem);
  const { findings } = await doctor(t, url, { NODE_EXTRA_CA_CERTS: authority }, ...apiKey);
  const checks = findings.map(({ check }) => check);
  assert.deepEqual(checks, ['unreachable', 'certificate-expiring']);
});
