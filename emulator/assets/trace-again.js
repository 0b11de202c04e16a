import { actionButton, make } from './make.js';
import { claimsAfter, show } from './trace-events.js';

/** Runs the journey again from the step of an event; the claims of then can be changed first. */
export function againPanel(event, trace) {
  if (!trace.isLive) return make('p', { class: 'nothing' }, 'A recorded journey cannot run again.');
  const begins = trace.events.findLast(
    ({ number, kind, step }) => number <= event.number && kind === 'step' && step === event.step,
  );
  const claims = begins ? [...claimsAfter(trace.events, begins.number)] : [];
  const rows = claims.filter(([, { value }]) => value !== '***').map(claimRow);
  const others = make('textarea', { rows: '3', id: 'others', spellcheck: 'false' });
  others.placeholder = '{ "displayName": "Grace" }';
  const button = actionButton(`Run again from ${event.step}`, 'Running', async () => {
    const changed = rows.flatMap(({ change }) => change());
    const given = others.value.trim() === '' ? {} : JSON.parse(others.value);
    await runAgain(
      { event: event.number, claims: { ...Object.fromEntries(changed), ...given } },
      trace,
    );
  });
  return make(
    'div',
    { class: 'again' },
    make(
      'p',
      {},
      `The journey goes on from the beginning of ${event.step}, with the claims of then. Change what shall be different:`,
    ),
    ...rows.map(({ row }) => row),
    make('label', { for: 'others' }, 'Other claims, as JSON by claim type id:'),
    others,
    button,
  );
}

/** Text is edited as it is, all else as JSON. */
function claimRow([id, { value }]) {
  const field = make('input', { spellcheck: 'false' });
  field.value = show(value);
  const read = () => (typeof value === 'string' ? field.value : JSON.parse(field.value));
  const change = () => (field.value === show(value) ? [] : [[id, read()]]);
  return { change, row: make('label', { class: 'edit' }, make('span', {}, id), field) };
}

async function runAgain(body, trace) {
  const response = await fetch(`/_emulator/api/traces/${trace.journey.correlationId}/run-again`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  trace.open(answer.page);
}
