import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireOrigin } from '../../commands/service-origin.ts';

const taken = [
  { name: 'https', text: 'https://vault.example/', origin: 'https://vault.example' },
  { name: 'plain HTTP here', text: 'http://127.0.0.1:8080', origin: 'http://127.0.0.1:8080' },
  { name: 'plain HTTP here by IPv6', text: 'http://[::1]:8080', origin: 'http://[::1]:8080' },
];
for (const { name, text, origin } of taken) {
  test(`a token may go to this origin: ${name}`, () => {
    assert.equal(requireOrigin(text, 'A_VARIABLE'), origin);
  });
}

const refused = [
  { name: 'plain HTTP to another machine', text: 'http://vault.example' },
  { name: 'a path', text: 'https://vault.example/beta' },
  { name: 'a name in which another host begins', text: 'https://evil.example/.vault.azure.net' },
  { name: 'somebody who logs in', text: 'https://vault.azure.net@evil.example/' },
  { name: 'another protocol', text: 'ftp://vault.example/' },
  { name: 'no URL', text: 'vault.example' },
];
for (const { name, text } of refused) {
  test(`no token goes to ${name}, and the message says who asked for it`, () => {
    assert.throws(() => requireOrigin(text, 'A_VARIABLE'), {
      message: `A_VARIABLE takes an origin, "https://" and a host without a path, not "${text}".`,
    });
  });
}
