import assert from 'node:assert/strict';
import test from 'node:test';
import { exchange, send } from '../support/raw-http.ts';
import { type Page, wire } from './page.ts';
import { bodies, payloads } from './request-body-rows.ts';
import { forms, headers, type RequestRow, urls } from './request-rows.ts';

/** Sends what is about the request as a whole, not about one claim's value. */
export function testRequests(baseUrl: string, page: Page): void {
  testRows(baseUrl, page, 'Requests: bodies', bodies);
  testRows(baseUrl, page, 'Requests: ClaimUsedForRequestPayload', payloads);
  testRows(baseUrl, page, 'Requests: forms', forms);
  testRows(baseUrl, page, 'Requests: queries and placeholders', urls);
  testRows(baseUrl, page, 'Requests: headers', headers);
  testChunks(baseUrl, page);
}

function testRows(baseUrl: string, page: Page, title: string, cases: readonly RequestRow[]): void {
  const isPart = cases === bodies;
  const rows = page.add({ title, columns: ['request', 'sent', 'status', 'arrives'], isPart });
  for (const { name, request, shown, status, arrives } of cases) {
    test(`${title}, ${name}: ${status}`, async () => {
      const answer = await send(baseUrl, request);
      const text = answer.body.toString();
      assert.equal(answer.status, status, text);
      if (arrives !== undefined) assert.equal(text, arrives);
      const sent = shown ?? String(request.body ?? request.path.replace('/api', ''));
      rows.push([name, wire(sent), String(status), arrives === undefined ? '' : wire(text)]);
    });
  }
}

/** The Functions host drops such a body: nothing would arrive. @see facts runtime 1, Requests */
function testChunks(baseUrl: string, page: Page): void {
  const rows = page.add({ title: 'Requests: lengths', columns: ['request', 'status'] });
  const head =
    'POST /api/body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n';
  const chunks = 'Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n';
  for (const [name, rest, status] of [
    ['a body in chunks', chunks, '411'],
    ['no body, and no Content-Length', '\r\n', '411'],
  ] as const) {
    test(`${name}: ${status}`, async () => {
      const answer = await exchange(baseUrl, head + rest);
      assert.equal(answer.split(' ')[1], status, answer);
      rows.push([name, status]);
    });
  }
}
