import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import * as z from 'zod';
import { defineTable, type Table } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { ofTest } from '../support/table-of-test.ts';

/** What storage says next: to the last request again and again. Undefined: nothing, ever. */
let answers: (readonly [status: number, code: string] | undefined)[] = [];
let asked: string[] = [];

const server = createServer((request, response) => {
  asked.push(`${request.method} ${(request.url ?? '').split('?')[0]?.split('/').at(-1)}`);
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  request.resume();
  if (answer === undefined) return;
  const [status, code] = answer;
  const body = JSON.stringify({ 'odata.error': { code, message: { value: 'CANARY' } } });
  response.writeHead(status, { 'content-type': 'application/json', etag: 'W/"1"' });
  response.end(status < 300 ? '{}' : body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => {
  server.closeAllConnections();
  server.close();
});
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/devstoreaccount1`;
process.env['AZURE_FUNCTIONS_ENVIRONMENT'] = 'Development';
process.env['Storage'] =
  `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=${endpoint};`;

const table = defineTable('operations', z.object({ count: z.int() }), ofTest);
const key = { partition: 'p', row: 'r' };
const data = { count: 1 };

type Ask = (table: Table<typeof data>) => Promise<unknown>;
const asks: Readonly<Record<string, Ask>> = {
  get: (of) => of.get(key),
  create: (of) => of.create(key, data),
  replace: (of) => of.replace(key, '"1"', data),
  put: (of) => of.put(key, data),
  together: (of) => of.together('p', [{ row: 'r', data }]),
  delete: (of) => of.delete(key),
  sweep: (of) => of.sweep(),
};

const unavailable: readonly (readonly [number, string])[] = [
  [401, 'AuthenticationFailed'],
  [403, 'AuthorizationPermissionMismatch'],
  [409, 'TableBeingDeleted'],
  [429, 'TooManyRequests'],
  [500, 'InternalError'],
  [503, 'ServerBusy'],
];

for (const [status, code] of unavailable) {
  for (const [name, ask] of Object.entries(asks)) {
    test(`${name} does not take ${status} ${code} for an answer: storage is unavailable`, async () => {
      answers = [[status, code]];
      await assert.rejects(ask(table), { code: 'ERR_DEPENDENCY_UNAVAILABLE', status: 503 });
    });
  }
}

const faults: readonly (readonly [number, string])[] = [
  [400, 'PropertyValueTooLarge'],
  [400, 'EntityTooLarge'],
  [413, 'RequestBodyTooLarge'],
];

for (const [status, code] of faults) {
  for (const name of ['create', 'replace', 'put']) {
    test(`${name} passes on ${status} ${code}: the data is at fault, not storage`, async () => {
      answers = [[status, code]];
      await assert.rejects(asks[name]?.(table) ?? Promise.resolve(), {
        name: 'RestError',
        statusCode: status,
      });
    });
  }
}

const outcomes: readonly { name: string; answer: readonly [number, string]; outcome: unknown }[] = [
  { name: 'get', answer: [404, 'ResourceNotFound'], outcome: undefined },
  { name: 'get', answer: [404, 'TableNotFound'], outcome: undefined },
  { name: 'replace', answer: [412, 'UpdateConditionNotSatisfied'], outcome: false },
  { name: 'replace', answer: [404, 'ResourceNotFound'], outcome: false },
  { name: 'delete', answer: [404, 'ResourceNotFound'], outcome: undefined },
  { name: 'sweep', answer: [404, 'TableNotFound'], outcome: 0 },
];

for (const { name, answer, outcome } of outcomes) {
  test(`${name} takes ${answer.join(' ')} as ${outcome}, and asks once`, async () => {
    answers = [answer];
    asked = [];
    assert.equal(await asks[name]?.(table), outcome);
    assert.equal(asked.length, 1);
  });
}

test('a table that is still missing after it was made is no success', async () => {
  answers = [
    [404, 'TableNotFound'],
    [409, 'TableAlreadyExists'],
    [404, 'TableNotFound'],
  ];
  await assert.rejects(table.put(key, data), { code: 'ERR_DEPENDENCY_UNAVAILABLE' });
});

test('a value that the schema refuses is a bug, not storage that is unavailable', async () => {
  await assert.rejects(table.put(key, { count: 1.5 }), { name: /Zod/ });
});

test('storage that never answers ends with the signal', async () => {
  answers = [undefined];
  const signal = AbortSignal.timeout(50);
  await assert.rejects(table.get(key, new Date(), signal), { code: 'ERR_DEPENDENCY_UNAVAILABLE' });
  await assert.rejects(table.put(key, data, { signal }), { code: 'ERR_DEPENDENCY_UNAVAILABLE' });
});

test('all rounds of a change have one deadline', async () => {
  const signals = new Set<AbortSignal | undefined>();
  let rounds = 0;
  const restless: Table<typeof data> = {
    ...table,
    get: async (_key, _now, signal) => {
      signals.add(signal);
      return undefined;
    },
    create: async (_key, _data, options) => {
      signals.add(options?.signal);
      rounds += 1;
      return rounds === 3;
    },
  };
  assert.deepEqual(await changeEntity(restless, key, () => ({ data })), data);
  assert.equal(rounds, 3);
  assert.equal(signals.size, 1);
  assert.ok([...signals][0] instanceof AbortSignal);
});
