import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { policyText, writeFiles } from '../support/policy-text.ts';

const step =
  '<OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Jwt" />';
const journey = (id: string) =>
  `<UserJourney Id="${id}"><OrchestrationSteps>${step}</OrchestrationSteps></UserJourney>`;

const project = {
  'policies/Base.xml': policyText({
    id: 'B2C_1A_Base',
    technicalProfiles: '<TechnicalProfile Id="Jwt" />',
    userJourneys: ['SignIn', 'Refresh', 'Other'].map(journey).join(''),
  }),
  'policies/One.xml': policyText({
    id: 'B2C_1A_One',
    base: 'B2C_1A_Base',
    relyingParty: `<DefaultUserJourney ReferenceId="SignIn" /><Endpoints>
      <Endpoint Id="Token" UserJourneyReferenceId="Refresh" /></Endpoints>`,
  }),
  'policies/Two.xml': policyText({
    id: 'B2C_1A_Two',
    base: 'B2C_1A_Base',
    relyingParty: '<DefaultUserJourney ReferenceId="SignIn" />',
  }),
};

async function run(t: TestContext, ...args: string[]) {
  const cwd = await writeFiles(t, project);
  const env = { ...process.env, NO_COLOR: '1' };
  const command = [resolve('cli.ts'), 'graph', ...args];
  return spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
}

function titles(json: string): string[] {
  return JSON.parse(json).map(({ title }: { title: string }) => title);
}

const choices = [
  { name: 'what can be started, once', args: [], draws: ['SignIn', 'Refresh'] },
  { name: 'one relying party', args: ['--policy', 'B2C_1A_Two'], draws: ['SignIn'] },
  { name: 'one file', args: ['--policy', 'policies/Two.xml'], draws: ['SignIn'] },
  { name: 'one journey', args: ['--journey', 'other'], draws: ['Other'] },
  {
    name: 'all of a base',
    args: ['--policy', 'B2C_1A_Base'],
    draws: ['SignIn', 'Refresh', 'Other'],
  },
];
for (const { name, args, draws } of choices) {
  test(`graph draws ${name}`, async (t) => {
    const { status, stdout, stderr } = await run(t, '--json', ...args);
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(
      titles(stdout),
      draws.map((id) => `User journey ${id}`),
    );
  });
}

const formats = [
  { format: 'mermaid', begins: /^flowchart TB\n {2}subgraph j1\["User journey SignIn"\]\n/ },
  {
    format: 'svg',
    begins: /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*>\n<title>User journey SignIn,/,
  },
];
for (const { format, begins } of formats) {
  test(`graph prints ${format}`, async (t) => {
    const { status, stdout } = await run(t, '--format', format);
    assert.equal(status, 0);
    assert.match(stdout, begins);
  });
}

const mistakes = [
  {
    args: ['--journey', 'SingIn'],
    says: /There is no user journey "SingIn"\. Did you mean "SignIn"\?/,
  },
  { args: ['--format', 'png'], says: /Allowed choices are mermaid, svg, json/ },
  { args: ['--policy', 'B2C_1A_Tow'], says: /Did you mean "B2C_1A_Two"\?/ },
];
for (const { args, says } of mistakes) {
  test(`wrong use ends with 2: graph ${args.join(' ')}`, async (t) => {
    const { status, stdout, stderr } = await run(t, ...args);
    assert.match(stderr, says);
    assert.deepEqual([status, stdout], [2, '']);
  });
}
