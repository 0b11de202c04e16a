import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeSecret, matchingStep, timeStep, totpCode } from '../../emulator/totp.ts';

/** RFC 6238, appendix B: SHA-1, the last six of its eight digits. */
const vectors = [
  { seconds: 59, code: '287082' },
  { seconds: 1_111_111_109, code: '081804' },
  { seconds: 1_111_111_111, code: '050471' },
  { seconds: 1_234_567_890, code: '005924' },
  { seconds: 2_000_000_000, code: '279037' },
  { seconds: 20_000_000_000, code: '353130' },
];

const rfcSecret = new TextEncoder().encode('12345678901234567890');

for (const { seconds, code } of vectors) {
  test(`the code of RFC 6238 at ${seconds} s is ${code}`, () => {
    assert.equal(totpCode(rfcSecret, timeStep(new Date(seconds * 1000))), code);
  });
}

const secrets = [
  { name: 'upper case', text: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', gives: rfcSecret },
  { name: 'lower case', text: 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq', gives: rfcSecret },
  {
    name: 'groups and padding',
    text: 'GEZD GNBV-GY3T QOJQ GEZD GNBV GY3T QOJQ====',
    gives: rfcSecret,
  },
  { name: 'a digit that base32 does not have', text: 'GEZDGNB1', gives: undefined },
  { name: 'nothing', text: '', gives: undefined },
];

for (const { name, text, gives } of secrets) {
  test(`a secret in base32: ${name}`, () => assert.deepEqual(decodeSecret(text), gives));
}

const at = new Date('2026-01-01T00:00:10Z');
const now = timeStep(at);

const moments = [
  { name: 'takes that of the moment', step: now, matches: now },
  { name: 'takes that before', step: now - 1, matches: now - 1 },
  { name: 'takes that behind', step: now + 1, matches: now + 1 },
  { name: 'refuses an older one', step: now - 2, matches: undefined },
  { name: 'refuses a newer one', step: now + 2, matches: undefined },
  { name: 'refuses one that was used', step: now, usedStep: now, matches: undefined },
  { name: 'refuses one older than that used', step: now - 1, usedStep: now, matches: undefined },
  { name: 'takes one newer than that used', step: now + 1, usedStep: now, matches: now + 1 },
];

for (const { name, step, usedStep, matches } of moments) {
  test(`a code of an authenticator app: the check ${name}`, () => {
    const code = totpCode(rfcSecret, step);
    assert.equal(matchingStep(rfcSecret, code, { at, usedStep }), matches);
  });
}

test('any secret and step make six digits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (secret, step) => {
      assert.match(totpCode(secret, step), /^\d{6}$/);
    }),
  );
});
