import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  callDeadlineMs,
  currentDeadline,
  Deadline,
  deadlineProblem,
  deadline as storageSignal,
} from '../../shared/deadline.ts';
import { ClaimsRejected } from '../../shared/errors.ts';
import { type ServeOptions, serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { type ManualTiming, manualTiming } from '../support/manual-timing.ts';
import { assertAnswered, correlationId, profile } from '../support/served-profile.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const never = () => new Promise<never>(() => {});

/** Serves a handler on a clock of the test's own; its time is over as soon as the handler says so. */
function serveTimed(
  handler: (end: () => void, timing: ManualTiming) => unknown,
  options: ServeOptions = {},
) {
  const timing = manualTiming();
  return serve(
    profile,
    (() => handler(() => timing.advance(8000), timing)) as () => Record<string, never>,
    { ...options, timing },
  );
}

const late = (userMessage: string) => ({
  version: '1.0.0',
  status: 409,
  code: 'ERR_DEADLINE_EXCEEDED',
  requestId: correlationId,
  userMessage,
});

const languages = [
  {
    language: undefined,
    text: 'This took too long. Please try again. If it happens again, tell us the reference 0c7b9a52.',
  },
  {
    language: 'de-CH',
    text: 'Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie uns bitte die Referenz 0c7b9a52.',
  },
];

for (const { language, text } of languages) {
  test(`a call that takes too long is 409 with a sentence (${language ?? 'no language'}); the log has its reference`, async () => {
    const handler = serveTimed((end) => {
      end();
      return never();
    });
    const answered = await invoke(handler, jsonBody({ correlationId, language }));
    assertAnswered(answered, 409, late(text));
    assert.deepEqual(answered.log, [
      {
        level: 'error',
        line: `REST-Test: The deadline of the call has passed. Reference "0c7b9a52". [${correlationId}]`,
      },
    ]);
  });
}

test('before the caller is known nobody reads a sentence: 503', async () => {
  const timing = manualTiming();
  const environment = {
    get Key(): string {
      timing.advance(8000);
      return 'k';
    },
  };
  const authentication = { type: 'ApiKeyHeader', header: 'x-key', key: 'Key' } as const;
  const handler = serve({ ...profile, authentication }, () => {}, { environment, timing });
  const { status, json } = await invoke(handler, jsonBody({ correlationId }));
  assert.equal(status, 503);
  assert.equal(json['code'], 'ERR_DEPENDENCY_UNAVAILABLE');
  assert.equal(json['userMessage'], undefined);
});

test('the signal of a call is aborted at its deadline, and remaining() counts down to 0', async () => {
  const seen: unknown[] = [];
  const timing = manualTiming();
  const handler = serve(
    profile,
    async (_claims, call) => {
      seen.push(call.signal.aborted, call.remaining());
      timing.advance(2000);
      seen.push(call.signal.aborted, call.remaining());
      const aborted = once(call.signal, 'abort');
      timing.advance(1000);
      await aborted;
      seen.push(call.signal.aborted, call.remaining(), call.signal.reason.name);
      return never();
    },
    { timing, environment: development },
  );
  assert.equal((await invoke(handler, jsonBody({}))).status, 409);
  assert.deepEqual(seen, [false, 3000, false, 1000, true, 0, 'TimeoutError']);
});

test('a call that is answered leaves no timer, and its signal alone', async () => {
  const timing = manualTiming();
  const signals: AbortSignal[] = [];
  const handler = serve(profile, (_claims, { signal }) => void signals.push(signal), { timing });
  assert.equal((await invoke(handler, jsonBody({}))).status, 200);
  timing.advance(10_000);
  assert.equal(timing.pending(), 0);
  assert.equal(signals[0]?.aborted, false);
});

test('storage ends with the call that it is asked for, outside of calls by itself', async () => {
  const handler = serve(profile, (_claims, call) => {
    assert.equal(storageSignal(), call.signal);
  });
  assert.equal((await invoke(handler, jsonBody({}))).status, 200);
  assert.equal(currentDeadline(), undefined);
  assert.ok(storageSignal() instanceof AbortSignal);
});

test('two calls at a time have a deadline each', async () => {
  const signals = new Set<AbortSignal>();
  const handler = serve(profile, async () => {
    await Promise.resolve();
    signals.add(storageSignal());
  });
  await Promise.all([invoke(handler, jsonBody({})), invoke(handler, jsonBody({}))]);
  assert.equal(signals.size, 2);
});

test('work that begins after the deadline does not begin', async () => {
  const timing = manualTiming();
  const deadline = new Deadline(100, timing);
  timing.advance(100);
  let begun = false;
  const work = async () => {
    begun = true;
  };
  await assert.rejects(
    deadline.race(work, () => new RangeError('late')),
    RangeError,
  );
  assert.equal(begun, false);
});

const settings: readonly { text: string | undefined; ms: number; isWrong: boolean }[] = [
  { text: undefined, ms: 3000, isWrong: false },
  { text: '1500', ms: 1500, isWrong: false },
  { text: ' 100 ', ms: 100, isWrong: false },
  { text: '8000', ms: 8000, isWrong: false },
  { text: '99', ms: 100, isWrong: true },
  { text: '60000', ms: 8000, isWrong: true },
  { text: '-1', ms: 3000, isWrong: true },
  { text: '2.5', ms: 3000, isWrong: true },
  { text: '3s', ms: 3000, isWrong: true },
  { text: '', ms: 3000, isWrong: true },
];

for (const { text, ms, isWrong } of settings) {
  test(`CallDeadlineMs ${JSON.stringify(text)} is ${ms}${isWrong ? ', and a problem' : ''}`, () => {
    const environment = { CallDeadlineMs: text };
    assert.equal(callDeadlineMs(environment), ms);
    assert.equal(deadlineProblem(environment)?.setting, isWrong ? 'CallDeadlineMs' : undefined);
  });
}

const options: readonly { name: string; options: ServeOptions; ms: number }[] = [
  {
    name: 'the setting',
    options: { environment: { ...development, CallDeadlineMs: '700' } },
    ms: 700,
  },
  {
    name: 'its own deadline before the setting',
    options: { deadlineMs: 500, environment: { ...development, CallDeadlineMs: '700' } },
    ms: 500,
  },
  { name: 'the default for what is no number', options: { deadlineMs: Number.NaN }, ms: 3000 },
  { name: 'no less than anybody needs', options: { deadlineMs: -1 }, ms: 100 },
  { name: 'no more than B2C waits', options: { deadlineMs: 60_000 }, ms: 8000 },
];

for (const { name, options: given, ms } of options) {
  test(`a profile takes ${name}`, async () => {
    let remaining: number | undefined;
    const serveOptions = { ...given, timing: manualTiming() };
    const handler = serve(
      profile,
      (_claims, call) => {
        remaining = call.remaining();
      },
      serveOptions,
    );
    await invoke(handler, jsonBody({}));
    assert.equal(remaining, ms);
  });
}

/** A handler of so many steps, which comes to one of these ends. */
const ends = ['returns', 'refuses', 'breaks', 'hangs'] as const;

function come(to: (typeof ends)[number]): unknown {
  if (to === 'refuses') throw new ClaimsRejected('NO', 'No.');
  if (to === 'breaks') throw new TypeError('broken');
  return to === 'hangs' ? never() : { points: 1 };
}

test('a deadline at any moment leaves no rejection unhandled, and gives exactly one answer', async (t) => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  t.after(() => process.off('unhandledRejection', onUnhandled));
  const statuses = { returns: 200, refuses: 409, breaks: 500, hangs: 409 };
  const plan = fc.record({
    steps: fc.nat(12),
    lateAt: fc.nat(14),
    end: fc.constantFrom(...ends),
    after: fc.constantFrom(...ends),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ steps, lateAt, end, after }) => {
      const settled: string[] = [];
      const handler = serveTimed(async (pass) => {
        const straggler = (async () => {
          for (let step = 0; step < steps; step += 1) await null;
          return come(after);
        })();
        straggler.then(
          () => settled.push('fulfilled'),
          () => settled.push('rejected'),
        );
        for (let step = 0; step < steps; step += 1) {
          if (step === lateAt) pass();
          await null;
        }
        if (lateAt < steps || end === 'hangs') pass();
        return come(end);
      });
      const answered = await invoke(handler, jsonBody({ correlationId }));
      const isLate = lateAt < steps;
      const code = answered.json['code'];
      if (isLate || end === 'hangs') assert.equal(code, 'ERR_DEADLINE_EXCEEDED');
      assert.equal(answered.status, isLate ? 409 : statuses[end]);
      assert.ok(answered.log.length <= 1, 'one answer, one line');
    }),
  );
  await new Promise(setImmediate);
  assert.deepEqual(unhandled, []);
});
