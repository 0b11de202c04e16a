import { constantName, fileName } from '../compiler/names.ts';
import { functionNameOf, type NewProfile } from '../compiler/profile-text.ts';

/** A new profile, with the types of its claims as the policies have them. */
export interface NewProfileFiles {
  readonly profile: NewProfile;
  /** The package, or the folder that ours is in. */
  readonly serveModule: string;
  /** Input claims with values of their types. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** The files of a function that are there to be filled in, by path. */
export function newProfileFiles(files: NewProfileFiles): Map<string, string> {
  const name = functionNameOf(files.profile.id);
  return new Map([
    [`functions/${name}/${name}.ts`, functionText(files)],
    [`functions/${name}/${name}.example.json`, `${JSON.stringify(files.example, undefined, 2)}\n`],
    [`test/${name}.test.ts`, testText(files.profile)],
  ]);
}

function functionText({ profile, serveModule }: NewProfileFiles): string {
  const name = functionNameOf(profile.id);
  const constant = constantName(profile.id, 'profile');
  const handler = constantName(name, 'function');
  const generated = `../../shared/generated/profiles/${fileName(profile.id)}.ts`;
  const imports = [
    `import { app } from '@azure/functions';`,
    ...(serveModule.startsWith('.')
      ? [`import { ${constant} } from '${generated}';`, `import { serve } from '${serveModule}';`]
      : [`import { serve } from '${serveModule}';`, `import { ${constant} } from '${generated}';`]),
  ];
  return `${imports.join('\n')}

/** ${profile.id}: say here what it refuses, and what it tells. */
export const ${handler} = serve(${constant}, async (_claims, _call) => {
  // To refuse: throw refusal(messages, 'SOME_CODE', call); messages are made by defineMessages.
  // To answer: return the output claims, by the names that the policy sends and reads.
  return {};
});

app.http('${name}', { ...${constant}.http, handler: ${handler} });
`;
}

function testText(profile: NewProfile): string {
  const { id, authentication } = profile;
  const name = functionNameOf(id);
  return `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Where \`npm test\`, which is \`countersign exec\`, has started the functions. */
const url = \`\${process.env['COUNTERSIGN_FUNCTIONS_URL']}/api/${name}\`;
${isKnown(authentication) ? exampleTest(profile) : ''}
test('${id} refuses whoever does not authenticate', async () => {
  const response = await fetch(url${profile.sendClaimsIn === 'QueryString' || profile.sendClaimsIn === 'Header' ? '' : ", { method: 'POST', body: '{}' }"});
  assert.equal(response.status, 401);
});
`;
}

/** Those whose credentials are in local.settings.json; a token or certificate is made when all starts. */
function isKnown(authentication: NewProfile['authentication']): boolean {
  return authentication === 'Basic' || authentication === 'ApiKeyHeader';
}

function exampleTest({ id, authentication, sendClaimsIn }: NewProfile): string {
  const name = functionNameOf(id);
  const credential =
    authentication === 'Basic'
      ? `authorization: \`Basic \${btoa(\`\${settings['B2C_1A_RestUsername']}:\${settings['B2C_1A_RestPassword']}\`)}\``
      : `'x-api-key': settings['B2C_1A_RestApiKey'] ?? ''`;
  return `
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const settings: Record<string, string> = read('../local.settings.json').Values;
const example: Record<string, string> = read('../functions/${name}/${name}.example.json');

test('${id} answers its example', async () => {
  const headers = { ${credential} };
  const response = await ${requests[sendClaimsIn]};
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), {}); // what it tells, once it does
});
`;
}

const requests: Record<NewProfile['sendClaimsIn'], string> = {
  Body: `fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(example),
  })`,
  Form: `fetch(url, { method: 'POST', headers, body: new URLSearchParams(example) })`,
  QueryString: `fetch(\`\${url}?\${new URLSearchParams(example)}\`, { headers })`,
  Header: `fetch(url, { headers: { ...headers, ...example } })`,
};
