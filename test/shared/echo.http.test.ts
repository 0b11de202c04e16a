import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { findTargets, type Target } from '../fuzz/targets.ts';
import { startClub } from '../support/club.ts';
import { exchange } from '../support/raw-http.ts';

/*
 * Nothing that a caller sends comes back in a refusal or in any header, whichever part of a request it was
 * in; and every answer of a function, and of the host where the real one lets us, has the security headers.
 */

const skip = process.env['BASE_URL'] ? 'the odd requests are for our own host' : false;
const club = skip ? undefined : await startClub({ after });
const targets = club ? await findTargets(club) : [];

const mark = 'kanarienvogel';

/** The mark in surroundings that somebody might decode, unquote or take for a reference. */
const canaries = fc
  .tuple(
    fc.constantFrom('', '"', "'", '<b>', '\\', '${', '{', '%22', '%0d%0a', ': ', '\t', '../', '@'),
    fc.constantFrom('', '"', '}', '</b>', '%00', ' ', '?', '#', ';', '\\u0022', '=', ','),
  )
  .map(([before, behind]) => `${before}${mark}${behind}`);

const parts = [
  ...['method', 'path', 'query name', 'query value', 'fragment', 'host', 'header name'],
  ...['header value', 'content type', 'content length', 'cookie', 'credential', 'trace', 'version'],
  ...['claim name', 'claim value', 'claims', 'body', 'chunk'],
] as const;
type Part = (typeof parts)[number];

/** A request of one profile that has the canary in some of its parts, and is right in the others. */
function requestWith(target: Target, canary: string, chosen: ReadonlySet<Part>): Buffer {
  const at = (part: Part, otherwise: string) => (chosen.has(part) ? canary : otherwise);
  const path = target.route.replaceAll(/\{\w+\}/g, at('claim value', 'x'));
  const query = `?${at('query name', 'a')}=${at('query value', 'b')}${chosen.has('fragment') ? `#${canary}` : ''}`;
  const method = at('method', target.profile.http.methods[0]);
  const body = bodyWith(target, canary, chosen);
  const credentials = target.credentials.map(
    ([name, value]) => `${name}: ${chosen.has('credential') ? value.slice(0, 6) + canary : value}`,
  );
  const lines = [
    `${method} ${path}${chosen.has('path') ? `/${canary}` : ''}${query} HTTP/1.1${chosen.has('version') ? canary : ''}`,
    `Host: ${at('host', 'h')}`,
    ...credentials,
    `Content-Type: ${at('content type', mediaTypeOf(target))}`,
    ...(chosen.has('chunk') ? ['Transfer-Encoding: chunked'] : []),
    `Content-Length: ${at('content length', String(Buffer.byteLength(body)))}`,
    `${at('header name', 'x-name')}: ${at('header value', 'y')}`,
    `Cookie: a=${at('cookie', 'b')}`,
    `traceparent: ${at('trace', '00')}`,
    'Connection: close',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function mediaTypeOf({ profile }: Target): string {
  return profile.sendClaimsIn === 'Form' ? 'application/x-www-form-urlencoded' : 'application/json';
}

function bodyWith({ profile }: Target, canary: string, chosen: ReadonlySet<Part>): string {
  if (chosen.has('body')) return canary;
  const claims = Object.keys(profile.input.shape).map((name) => [
    name,
    chosen.has('claims') || (chosen.has('claim value') && name.length % 2 === 0) ? canary : 'x',
  ]);
  if (chosen.has('claim name')) claims.push([canary, canary]);
  const entries = Object.fromEntries(claims);
  return profile.sendClaimsIn === 'Form'
    ? new URLSearchParams(entries).toString()
    : JSON.stringify(entries);
}

test('nothing that was sent comes back', { skip }, async () => {
  const statuses = new Set<string | undefined>();
  const request = fc.record({
    target: fc.constantFrom(...targets),
    canary: canaries,
    chosen: fc.uniqueArray(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }),
  });
  const property = fc.asyncProperty(request, async ({ target, canary, chosen }) => {
    const bytes = requestWith(target, canary, new Set(chosen));
    const answer = await exchange(club?.host.baseUrl ?? '', bytes);
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
    statuses.add(status);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    assert.doesNotMatch(head, new RegExp(mark, 'i'));
    if (status !== '200') assert.doesNotMatch(body, new RegExp(mark, 'i'));
  });
  await fc.assert(property, { numRuns: 600 });
  assert.ok(['400', '401', '404', '415'].every((status) => statuses.has(status)));
});

/** What the host says before any function, or by itself; with or without the headers of host.json. */
const answers = [
  { name: 'an answer', path: '/api/health', isOurs: true },
  { name: 'a refusal', path: '/api/check-email-domain', isOurs: true },
  { name: 'a route that nobody serves', path: '/api/none', isOurs: true },
  { name: 'a method that nobody serves', path: '/api/health', method: 'DELETE', isOurs: true },
  { name: 'the home page', path: '/', isOurs: true },
  { name: 'a request line too long', path: `/${'a'.repeat(9000)}`, isOurs: false },
  { name: 'no path', path: 'x', isOurs: false },
];
for (const { name, path, method = 'GET', isOurs } of answers) {
  const title = isOurs ? 'has the security headers' : 'is of the server itself, and bare';
  test(`${name} ${title}`, { skip }, async () => {
    const bytes = `${method} ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`;
    const [head = ''] = (await exchange(club?.host.baseUrl ?? '', bytes)).split('\r\n\r\n');
    for (const header of [
      /^x-content-type-options: nosniff$/im,
      /^content-security-policy: default-src 'none'; frame-ancestors 'none'$/im,
      /^referrer-policy: no-referrer$/im,
      /^strict-transport-security: max-age=31536000$/im,
    ]) {
      assert.equal(header.test(head.replaceAll('\r', '')), isOurs, head);
    }
  });
}
