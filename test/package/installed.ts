import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * The package as its users get it: packed, installed from the registry without scripts, used in a
 * project of its own. `npm run test:package` runs this; it needs the registry, so `npm test` does not.
 */

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const isWindows = process.platform === 'win32';

const files = {
  'package.json': {
    name: 'greeter',
    private: true,
    type: 'module',
    main: 'dist/functions/*.js',
    scripts: { build: 'tsc -p .' },
  },
  'tsconfig.json': {
    compilerOptions: {
      ...{ strict: true, module: 'nodenext', target: 'es2024', rootDir: '.', outDir: 'dist' },
      ...{
        types: ['node'],
        rewriteRelativeImportExtensions: true,
        exactOptionalPropertyTypes: true,
      },
    },
    include: ['functions', 'shared'],
  },
  'host.json': { version: '2.0' },
  'countersign.json': { hosts: ['http://localhost:7071'] },
  'local.settings.json': {
    IsEncrypted: false,
    Values: {
      FUNCTIONS_WORKER_RUNTIME: 'node',
      B2C_1A_User: 'development-only-user',
      B2C_1A_Password: 'development-only-password',
    },
  },
  'policies/appsettings.json': {
    Environments: [
      {
        Name: 'Local',
        Tenant: 'greeter.onmicrosoft.com',
        PolicySettings: { ApiUrl: 'http://localhost:7071/api' },
      },
    ],
  },
  'policies/Base.xml': `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
    PolicySchemaVersion="0.3.0.0" TenantId="{Settings:Tenant}" PolicyId="B2C_1A_Base"
    PublicPolicyUri="http://{Settings:Tenant}/B2C_1A_Base">
  <BuildingBlocks>
    <ClaimsSchema>
      <ClaimType Id="name"><DisplayName>Name</DisplayName><DataType>string</DataType></ClaimType>
      <ClaimType Id="greeting"><DisplayName>Greeting</DisplayName><DataType>string</DataType></ClaimType>
    </ClaimsSchema>
  </BuildingBlocks>
  <ClaimsProviders>
    <ClaimsProvider>
      <DisplayName>Greeter</DisplayName>
      <TechnicalProfiles>
        <TechnicalProfile Id="REST-Greet">
          <DisplayName>Greet</DisplayName>
          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          <Metadata>
            <Item Key="ServiceUrl">{Settings:ApiUrl}/greet</Item>
            <Item Key="AuthenticationType">Basic</Item>
            <Item Key="SendClaimsIn">Body</Item>
          </Metadata>
          <CryptographicKeys>
            <Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_User" />
            <Key Id="BasicAuthenticationPassword" StorageReferenceId="B2C_1A_Password" />
          </CryptographicKeys>
          <InputClaims><InputClaim ClaimTypeReferenceId="name" Required="true" /></InputClaims>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" /></OutputClaims>
        </TechnicalProfile>
      </TechnicalProfiles>
    </ClaimsProvider>
  </ClaimsProviders>
</TrustFrameworkPolicy>
`,
  'functions/greet.ts': `import { app } from '@azure/functions';
import { ClaimsRejected, serve } from 'countersign/serve';
import { restGreet } from '../shared/generated/profiles/rest-greet.ts';

export const greet = serve(restGreet, ({ name }) => {
  if (name === 'nobody') throw new ClaimsRejected('NOBODY', 'Who are you?');
  return { greeting: \`Hello \${name}\` };
});

app.http('greet', { ...restGreet.http, handler: greet });
`,
};

test('the packed package is of use without a clone', { timeout: 300_000 }, async (t) => {
  const folder = await temporaryFolder(t);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    await writeFile(join(folder, file), text);
  }
  const packed = await npm(root, 'pack', '--silent', '--pack-destination', folder);
  const tarball = `./${packed.stdout.trim().split('\n').at(-1)}`;
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await npm(
    folder,
    ...['install', '--ignore-scripts', '--no-audit', '--no-fund', '--force'],
    ...[
      tarball,
      `typescript@${devDependencies.typescript}`,
      '@types/node@22',
      '@azure/functions@4',
    ],
  );

  for (const absent of ['azurite', 'applicationinsights', '@azure/identity', 'esbuild', 'node']) {
    assert.ok(!existsSync(join(folder, 'node_modules', absent)), `${absent} is not pulled`);
  }
  const own = join(folder, 'node_modules/countersign');
  for (const absent of ['functions', 'shared/generated', 'test', 'policies']) {
    assert.ok(!existsSync(join(own, 'dist', absent)), `dist/${absent} is not packed`);
  }
  assert.match((await countersign(folder, '--help')).stdout, /generate/);
  assert.match((await countersign(folder, 'generate')).stdout, /1 profiles? and 2 claim types/);
  await npm(folder, 'run', '--silent', 'build').catch((error) => assert.fail(error.stdout));
  assert.match((await countersign(folder, 'check')).stdout, /Every profile has its function/);
  await greetThroughStart(t, folder);

  const undeclared = files['functions/greet.ts'].replace('greeting:', 'salutation:');
  await writeFile(join(folder, 'functions/greet.ts'), undeclared);
  await assert.rejects(npm(folder, 'run', '--silent', 'build'), { stdout: /greet\.ts\(\d+,\d+\)/ });
});

async function greetThroughStart(t: { after(end: () => Promise<void>): void }, folder: string) {
  const bin = join(folder, 'node_modules/countersign/bin.mjs');
  const child = spawn(process.execPath, [bin, 'start', '--port', '7371'], {
    cwd: folder,
    env: { ...process.env, FUNC_HOST: 'embedded' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(async () => {
    const ended = once(child, 'close');
    child.kill('SIGINT');
    await ended;
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ready.')) resolve();
      });
    }
    child.once('close', () => reject(new Error(output)));
  });
  await ready;
  const greet = (name: string, password = 'development-only-password') =>
    fetch('http://localhost:7371/api/greet', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`development-only-user:${password}`)}`,
      },
      body: JSON.stringify({ name }),
    });
  assert.deepEqual(await (await greet('Ada')).json(), { greeting: 'Hello Ada' });
  assert.equal((await greet('nobody')).status, 409);
  assert.equal((await greet('Ada', 'wrong')).status, 401);
}

function npm(cwd: string, ...args: string[]) {
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd, shell: isWindows });
}

function countersign(cwd: string, ...args: string[]) {
  return run(process.execPath, [join(cwd, 'node_modules/countersign/bin.mjs'), ...args], { cwd });
}
