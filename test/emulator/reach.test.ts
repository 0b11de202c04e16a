import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOnly } from '../../emulator/reach.ts';

const reach = reachOnly(
  [
    ['https://api.example.com/v1', 'http://localhost:9000'],
    ['http://localhost:7071', 'http://localhost:40561'],
  ],
  ['mail.example.org'],
);

const cases = [
  {
    name: 'below a prefix',
    url: 'https://api.example.com/v1/a?b=1',
    to: 'http://localhost:9000/a?b=1',
  },
  { name: 'a prefix itself', url: 'https://API.example.com/v1', to: 'http://localhost:9000' },
  { name: 'placeholders', url: 'http://localhost:7071/{id}', to: 'http://localhost:40561/{id}' },
  {
    name: 'a port that begins alike',
    url: 'http://localhost:70711/a',
    to: 'http://localhost:70711/a',
  },
  { name: 'this machine', url: 'http://127.0.0.1:1/a', to: 'http://127.0.0.1:1/a' },
  { name: 'an allowed host', url: 'https://Mail.example.org/a', to: 'https://Mail.example.org/a' },
];
for (const { name, url, to } of cases) {
  test(`a URL leads where it is mapped to: ${name}`, () => assert.equal(reach(url), to));
}

const refused = [
  'https://api.example.com/v10/a',
  'https://api.example.com/v1.evil.example/a',
  'https://mail.example.org.evil.example/a',
  'https://localhost@evil.example/a',
  'https://a@localhost@evil.example/a',
  'https://a@localhost:80@evil.example/a',
  'https://a@[::1]@evil.example/a',
  'ftp://localhost/a',
  'http://evil.example\\@localhost/a',
  'http://evil.example\\localhost@localhost/a',
];
for (const url of refused) {
  test(`no other host is called: ${url}`, () => {
    assert.throws(() => reach(url), /--map PREFIX=URL\), or allow it \(--allow-host /);
  });
}
