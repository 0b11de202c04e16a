import assert from 'node:assert/strict';
import test from 'node:test';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { ClaimsRejected } from '../../shared/errors.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { correlationId, profile } from '../support/served-profile.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const ids: readonly {
  name: string;
  id: unknown;
  headers: Record<string, string>;
  expected: RegExp;
}[] = [
  {
    name: 'the correlation id',
    id: correlationId,
    headers: {},
    expected: new RegExp(correlationId),
  },
  {
    name: "the trace's id without a correlation id",
    id: undefined,
    headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    expected: /^(ab){16}$/,
  },
  {
    name: "the trace's id where the correlation id is no GUID",
    id: 'CANARY',
    headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    expected: /^(ab){16}$/,
  },
  {
    name: 'a UUID where the trace has an id of zeros',
    id: undefined,
    headers: { traceparent: `00-${'0'.repeat(32)}-${'cd'.repeat(8)}-01` },
    expected: uuid,
  },
  { name: 'else a UUID', id: undefined, headers: { traceparent: 'CANARY' }, expected: uuid },
];

for (const { name, id, headers, expected } of ids) {
  test(`the requestId is ${name}`, async () => {
    const handler = serve(profile, (_claims, call) => {
      throw new ClaimsRejected('X', call.requestId);
    });
    const { json } = await invoke(handler, jsonBody({ correlationId: id }, headers));
    assert.match(String(json['requestId']), expected);
    assert.equal(json['userMessage'], json['requestId']);
  });
}

test("the correlationId is B2C's own, or nothing", async () => {
  const seen: unknown[] = [];
  const handler = serve(profile, (_claims, call) => {
    seen.push(call.correlationId);
  });
  for (const id of [correlationId, undefined, 'CANARY']) {
    await invoke(handler, jsonBody({ correlationId: id }));
  }
  assert.deepEqual(seen, [correlationId, undefined, undefined]);
});

test('a call has one moment, of the clock that serve was given', async () => {
  const moments = [new Date('2031-05-04T10:20:30Z'), new Date('2031-05-04T10:20:31Z')];
  const handler = serve(
    profile,
    async (_claims, call) => {
      const joined = call.now;
      await Promise.resolve();
      assert.equal(call.now, joined);
      return { joined };
    },
    { now: () => moments.shift() ?? new Date(0) },
  );
  const { json } = await invoke(handler, jsonBody({}));
  assert.equal(json['joined'], '2031-05-04T10:20:30.0000000Z');
});

test('what a handler logs carries the requestId', async () => {
  const handler = serve(profile, (_claims, call) => {
    call.log('Looked up.');
    call.warn('Slow.');
  });
  const { log } = await invoke(handler, jsonBody({ correlationId }));
  assert.deepEqual(log, [
    { level: 'information', line: `Looked up. [${correlationId}]` },
    { level: 'warning', line: `Slow. [${correlationId}]` },
  ]);
});

test('what a handler logs loses a claim also as the handler sees it', async () => {
  const input = z.object({ born: claimType({ id: 'born', dataType: 'date' }).optional() });
  const handler = serve({ ...profile, input }, ({ born }, call) => {
    call.log(`Born on ${born}.`);
  });
  const { log } = await invoke(handler, jsonBody({ born: '1990-02-28T00:00:00', correlationId }));
  assert.equal(log[0]?.line.startsWith('Born on [born].'), true);
});
