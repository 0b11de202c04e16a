import assert from 'node:assert/strict';
import fc from 'fast-check';
import { goBack, type Stop } from '../../emulator/journey.ts';
import { UnexpectedEvent } from '../../emulator/journey-faults.ts';
import type { UserEvent } from '../../emulator/page.ts';
import type { StartedJourney } from '../../emulator/start-journey.ts';
import type { VirtualClock } from '../../emulator/virtual-clock.ts';

/** What a user, a browser or the time may do to a journey, in any order. */
export type WildAction =
  | { readonly kind: 'event'; readonly event: UserEvent }
  /** The event before comes once more. */
  | { readonly kind: 'replay' }
  /** The code of the last mail to an address is typed in. */
  | { readonly kind: 'readMail'; readonly claimTypeReferenceId: string; readonly value: string }
  | { readonly kind: 'wait'; readonly minutes: number }
  /** Runs again from a step that was taken. */
  | { readonly kind: 'goBack'; readonly index: number };

/** What events may name. */
export interface WildNames {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly exchanges: readonly string[];
  /** Claims with a mail verification of the page. */
  readonly mailClaims?: readonly string[];
  readonly controls?: readonly (readonly [id: string, actions: readonly string[]])[];
}

const nonsense = fc.constantFrom(
  '',
  ' ',
  '<b>',
  '__proto__',
  '\u0000',
  'x'.repeat(300),
  '{Claim:a}',
);

/** Any action: mostly what a page takes, sometimes what none does. */
export function wildAction(names: WildNames): fc.Arbitrary<WildAction> {
  const claims = fc.record(
    Object.fromEntries(
      Object.entries(names.fields).map(([id, values]) => [
        id,
        fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom(...values) },
          { weight: 1, arbitrary: nonsense },
        ),
      ]),
    ),
  );
  const some = fc.oneof(
    claims,
    claims.map((all) => Object.fromEntries(Object.entries(all).slice(1))),
  );
  const event = (arbitrary: fc.Arbitrary<UserEvent>, weight: number) => ({
    weight,
    arbitrary: arbitrary.map((each): WildAction => ({ kind: 'event', event: each })),
  });
  const mail = fc.record({
    claimTypeReferenceId: fc.constantFrom(...(names.mailClaims ?? ['nowhere'])),
    value: fc.constantFrom('ada@example.org', 'grace@example.org', ''),
  });
  return fc.oneof(
    event(
      some.map((submitted) => ({ kind: 'submit', claims: submitted })),
      8,
    ),
    event(
      fc.constantFrom({ kind: 'confirm' } as const, { kind: 'confirm', rememberMe: true } as const),
      6,
    ),
    event(
      fc.constantFrom<UserEvent>(
        { kind: 'cancel' },
        { kind: 'forgotPassword' },
        { kind: 'verifyPhoneCode', code: '1' },
      ),
      1,
    ),
    event(fc.constant({ kind: 'signUp' }), 3),
    event(
      fc
        .constantFrom(...names.exchanges, 'nowhere')
        .map((claimsExchangeId) => ({ kind: 'select', claimsExchangeId })),
      1,
    ),
    event(controlAction(names, some), 2),
    event(
      mail.map((each) => ({ kind: 'sendEmailCode', ...each })),
      3,
    ),
    event(
      mail.map((each) => ({ kind: 'verifyEmailCode', ...each, code: '000000' })),
      1,
    ),
    event(fc.constant({ kind: 'providerAnswer', parameters: new Map([['code', 'x']]) }), 1),
    { weight: 3, arbitrary: mail.map((each): WildAction => ({ kind: 'readMail', ...each })) },
    { weight: 2, arbitrary: fc.constant<WildAction>({ kind: 'replay' }) },
    {
      weight: 1,
      arbitrary: fc.nat(3000).map((minutes): WildAction => ({ kind: 'wait', minutes })),
    },
    { weight: 1, arbitrary: fc.nat(8).map((index): WildAction => ({ kind: 'goBack', index })) },
  );
}

function controlAction(
  { controls = [['nowhere', ['Send']]] }: WildNames,
  some: fc.Arbitrary<Record<string, string>>,
): fc.Arbitrary<UserEvent> {
  const actions = controls.flatMap(([id, ids]) =>
    [...ids, 'nowhere'].map((actionId) => [id, actionId] as const),
  );
  return fc
    .tuple(fc.constantFrom(...actions), some)
    .map(([[displayControlId, actionId], claims]) => ({
      kind: 'controlAction',
      displayControlId,
      actionId,
      claims,
    }));
}

/** Does the actions one after another, and lets a check look at the journey after each. */
export async function runWild(
  { transaction, stop: first }: StartedJourney,
  actions: readonly WildAction[],
  { clock, check }: { readonly clock: VirtualClock; readonly check: (stop: Stop) => void },
): Promise<Stop> {
  let stop = first;
  let last: UserEvent | undefined;
  for (const action of actions) {
    check(stop);
    if (action.kind === 'wait') clock.advance(action.minutes * 60_000);
    if (action.kind === 'goBack') {
      const snapshot = transaction.snapshots.at(action.index);
      if (snapshot) stop = await goBack(transaction, snapshot);
    }
    const event = eventOf(action, last, (address) => codeFor(address));
    if (!event || !('resume' in stop)) continue;
    last = event;
    stop = await take(stop, event);
  }
  check(stop);
  return stop;

  function codeFor(address: string): string {
    return transaction.tenant.inbox.messages(address).at(-1)?.code ?? '';
  }
}

function eventOf(
  action: WildAction,
  last: UserEvent | undefined,
  codeFor: (address: string) => string,
): UserEvent | undefined {
  if (action.kind === 'event') return action.event;
  if (action.kind === 'replay') return last;
  if (action.kind !== 'readMail') return undefined;
  const { claimTypeReferenceId, value } = action;
  return { kind: 'verifyEmailCode', claimTypeReferenceId, value, code: codeFor(value) };
}

/** A page that cannot do it stays as it is; anything else that is thrown is a crash. */
async function take(stop: Extract<Stop, { resume: unknown }>, event: UserEvent): Promise<Stop> {
  try {
    return await stop.resume(event);
  } catch (fault) {
    if (fault instanceof UnexpectedEvent) return stop;
    throw fault;
  }
}

/** No claim of these is in the journey's bag, and no answer came about but by SendClaims. */
export function assertSound(
  { transaction }: Pick<StartedJourney, 'transaction'>,
  stop: Stop,
  neverInBag: readonly string[],
): void {
  for (const id of neverInBag) assert.ok(!transaction.bag.has(id), `"${id}" is in the bag`);
  if (stop.kind !== 'response') return;
  const step = transaction.trace.events().findLast(({ kind }) => kind === 'step');
  assert.equal(step?.text, 'SendClaims');
  assert.equal(transaction.step?.type, 'SendClaims');
}
