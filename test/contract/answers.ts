import assert from 'node:assert/strict';
import test from 'node:test';
import { send } from '../support/raw-http.ts';
import { type Page, wire } from './page.ts';

/** What the fixture's function returns → the answer's body; undefined: it must not go out. */
const answers: readonly (readonly [wanted: string, body: string | undefined])[] = [
  ['nothing', '{}'],
  ['no claims', '{}'],
  ['undefined, null and an empty collection', '{}'],
  ['an empty text', '{"text":""}'],
  ['an integer', '{"count":3}'],
  ['a fraction for an int', undefined],
  ['a long beyond 2^53', '{"total":9223372036854775807}'],
  ['a date', '{"born":"1990-02-28"}'],
  ['a date that is none', undefined],
  ['an instant', '{"since":"2031-05-04T10:20:30.5000000Z"}'],
  ['a collection', '{"roles":["oar","cox"]}'],
  ['an object with null inside', '{"thing":{"b":[1]}}'],
  ['a nested path', '{"membership":{"tier":"oar"}}'],
  ['a list of paths', '{"cards":[{"number":"1"},{"number":"2"}]}'],
  ['a list with a hole', '{"cards":[{},{"number":"2"}]}'],
  ['a number for a string', undefined],
  ['a claim that is not declared', undefined],
];

/** Asks for each kind of answer. Nothing that B2C cannot read leaves. @see facts rest-contract 3.2, 3.3 */
export function testAnswers(baseUrl: string, page: Page): void {
  const rows = page.add({
    title: 'Answers',
    about:
      'What B2C would stumble over never leaves: no null, no empty collection, no fraction in an integer. What a function may not return at all is a bug of ours, 500, and the log names the claim.',
    columns: ['the function returns', 'status', 'body'],
    isPart: true,
  });
  for (const [wanted, body] of answers) {
    const status = body === undefined ? 500 : 200;
    test(`a function returns ${wanted}: ${status}`, async () => {
      const answer = await send(baseUrl, {
        method: 'POST',
        path: '/api/answer',
        headers: [['content-type', 'application/json']],
        body: JSON.stringify({ wanted }),
      });
      const text = answer.body.toString();
      assert.equal(answer.status, status, text);
      if (body !== undefined) assert.equal(text, body);
      else assert.equal(JSON.parse(text).code, 'ERR_OUTPUT_CLAIMS_INVALID');
      rows.push([wanted, String(status), body === undefined ? '' : wire(text)]);
    });
  }
}
