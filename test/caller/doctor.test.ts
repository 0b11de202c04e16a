import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../caller/contract-call.ts';
import { errorBodyReplaced } from '../../caller/doctor/error-body-replaced.ts';
import { doctorChecks } from '../../caller/doctor/index.ts';
import { percentile } from '../../caller/doctor/slow-answers.ts';
import type { Evidence } from '../../caller/doctor-check.ts';
import type { Answer } from '../../caller/send.ts';

const day = 86_400_000;
const now = new Date('2026-11-23T08:00:00Z');
const handshake = {
  ...{ protocol: 'TLSv1.3', takesOld: false, takesSuites: true },
  expires: new Date(now.getTime() + 60 * day),
};
const well: Evidence = {
  ...{ url: new URL('https://api.example.com'), now, handshake, contract: 'abc' },
  ...{ health: { status: 200, body: { contract: 'abc' } }, durationsMs: [20, 30], skewMs: -900 },
  secrets: [{ name: 'key', expires: new Date(now.getTime() + 31 * day) }],
};

function found(evidence: Evidence): string[] {
  const findings: string[] = [];
  for (const { id, severity, check } of doctorChecks) {
    check(evidence, (_message, actual = severity) => findings.push(`${actual} ${id}`));
  }
  return findings;
}

function ending(days: number): Date {
  return new Date(now.getTime() + days * day);
}

const cases: { name: string; changes: Partial<Evidence>; finds: readonly string[] }[] = [
  { name: 'all is well', changes: {}, finds: [] },
  { name: 'nobody answers', changes: { failure: 'ECONNREFUSED' }, finds: ['error unreachable'] },
  {
    name: 'plain HTTP elsewhere',
    changes: { url: new URL('http://api.example.com') },
    finds: ['error not-encrypted'],
  },
  { name: 'plain HTTP here', changes: { url: new URL('http://[::1]:7071') }, finds: [] },
  {
    name: 'old TLS',
    changes: { handshake: { ...handshake, takesOld: true } },
    finds: ['warning tls-old'],
  },
  {
    name: "no TLS 1.2 with B2C's suites",
    changes: { handshake: { ...handshake, takesSuites: false } },
    finds: ['error tls-suites'],
  },
  {
    name: 'a self-signed certificate',
    changes: { handshake: { ...handshake, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
    finds: ['error certificate-untrusted'],
  },
  {
    name: 'a certificate that ends in 20 days',
    changes: { handshake: { ...handshake, expires: ending(20) } },
    finds: ['warning certificate-expiring'],
  },
  {
    name: 'a certificate of yesterday',
    changes: { handshake: { ...handshake, expires: ending(-1) } },
    finds: ['error certificate-expiring'],
  },
  {
    name: 'functions that are not ready',
    changes: { health: { status: 503, body: {} } },
    finds: ['error health-unwell'],
  },
  {
    name: 'no health function',
    changes: { health: { status: 404, body: undefined } },
    finds: ['warning health-unwell'],
  },
  {
    name: 'another contract',
    changes: { health: { status: 200, body: { contract: 'def' } } },
    finds: ['warning contract-differs'],
  },
  {
    name: 'a contract that health keeps to itself',
    changes: { health: { status: 200, body: {} } },
    finds: [],
  },
  { name: 'slow calls', changes: { durationsMs: [10, 1200] }, finds: ['warning slow-answers'] },
  { name: 'late calls', changes: { durationsMs: [10, 3200] }, finds: ['error slow-answers'] },
  { name: 'a clock that is late', changes: { skewMs: -31_000 }, finds: ['warning clock-skewed'] },
  { name: 'a clock of tomorrow', changes: { skewMs: day }, finds: ['error clock-skewed'] },
  {
    name: 'secrets that end',
    changes: {
      secrets: [29, -1].map((days) => ({ name: `in ${days}`, expires: ending(days) })),
    },
    finds: ['warning secret-expiring', 'error secret-expiring'],
  },
];
for (const { name, changes, finds } of cases) {
  test(`doctor: ${name}`, () => assert.deepEqual(found({ ...well, ...changes }), finds));
}

test('each check has a name of its own', () => {
  assert.equal(new Set(doctorChecks.map(({ id }) => id)).size, doctorChecks.length);
});

test('of twenty calls the nineteenth is the 95th percentile', () => {
  const durations = Array.from({ length: 20 }, (_, index) => 20 - index);
  assert.equal(percentile(durations, 0.95), 19);
});

const answers: { name: string; answer: Answer; says: RegExp | undefined }[] = [
  {
    name: 'our JSON',
    answer: { status: 409, headers: { 'content-type': 'application/json' }, body: '{}' },
    says: undefined,
  },
  {
    name: 'a page by type',
    answer: { status: 409, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '' },
    says: /^The 409 to a right caller is a page, not JSON\.$/,
  },
  {
    name: 'a page by its beginning',
    answer: { status: 409, headers: { via: '1.1 gateway' }, body: ' <!DOCTYPE html>' },
    says: /by something that says "via: 1\.1 gateway"\.$/,
  },
  {
    name: 'a page of a known front',
    answer: { status: 403, headers: { 'x-azure-ref': '1' }, body: '<html>' },
    says: /by Azure Front Door \("x-azure-ref"\)\.$/,
  },
  { name: 'a page of a success', answer: { status: 200, body: '<html>' }, says: undefined },
];
for (const { name, answer, says } of answers) {
  test(`a refusal that is ${name}${says ? ' was replaced' : ' is left alone'}`, () => {
    const messages: string[] = [];
    const call = { intent: 'case' } as Exchange['call'];
    errorBodyReplaced.check({ call, answer } as Exchange, (text) => messages.push(text));
    assert.equal(messages.length, says ? 1 : 0);
    if (says) assert.match(messages[0] ?? '', says);
  });
}
