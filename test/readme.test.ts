import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { globSync } from 'tinyglobby';
import { seedAll } from '../functions/seed.ts';
import { root, startClub } from './support/club.ts';
import { runNode } from './support/project-copy.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
const firstScreen = readme.slice(0, readme.indexOf('## Two commands'));

/** The scenario of the first screen may be deleted, as every other; the README is then to be written anew. */
const needsScenario = {
  skip: !existsSync(join(root, 'functions/membership')) && 'the scenario of the README is gone',
};

/** The only block of a language on the first screen. */
function snippet(language: string): string {
  const found = [...firstScreen.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const blocks = found.filter(([, name]) => name === language).map(([, , text = '']) => text);
  assert.equal(blocks.length, 1);
  return blocks[0] ?? '';
}

const copies = [
  { language: 'xml', sources: 'policies/*.xml' },
  { language: 'ts', sources: 'functions/*/*.ts' },
];
for (const { language, sources } of copies) {
  test(`README's ${language} stands in ${sources}, white space apart`, needsScenario, () => {
    const wanted = snippet(language).trim().replaceAll(/\s+/g, ' ');
    const files = globSync([sources], { cwd: root });
    const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
    assert.ok(texts.some((text) => text.replaceAll(/\s+/g, ' ').includes(wanted)));
  });
}

const curl =
  /^\$ curl -sS -X POST http:\/\/localhost:7071(?<path>\S+) -H '(?<header>[^']+)' \\\n +-u (?<user>\S+) --data-raw '(?<body>[^']*)'\n(?<answer>.*)\n$/;

test("README's curl is answered as printed", needsScenario, async () => {
  const printed = curl.exec(snippet('console'))?.groups;
  assert.ok(printed, 'a command of the form that the test reads');
  const { path = '', header = '', user = '', body = '', answer } = printed;
  const club = await startClub({ after });
  await seedAll();
  const [name = '', value = ''] = header.split(': ');
  const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
  const response = await club.host.post(path, body, { [name]: value, authorization });
  assert.equal(await response.text(), answer);
  assert.equal(response.status, 200);
});

test("README's table has every command of --help, and no other", async () => {
  const { stdout } = await runNode(root, join(root, 'cli.ts'), '--help');
  const commands = stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm);
  const offered = [...commands].map(([, name]) => name).filter((name) => name !== 'help');
  const listed = [...readme.matchAll(/^\| `countersign ([a-z]+)/gm)].map(([, name]) => name);
  assert.ok(listed.length > 5);
  assert.deepEqual(listed.toSorted(), offered.toSorted());
});

test("README's links lead to files", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  assert.deepEqual(
    links.filter((path) => !existsSync(join(root, path))),
    [],
  );
});
