import { actionButton, make } from './make.js';
import { againPanel } from './trace-again.js';
import { claimsAfter, curlOf } from './trace-events.js';
import { secretValue } from './trace-secret.js';

/* One function for each tab: what it shows of the selected event. `trace` has the journey, its events,
 * and `open(page)`, which leads the browser beside it to a page. */

const nothing = (text) => make('p', { class: 'nothing' }, text);

const copy = (text) => navigator.clipboard.writeText(text);

function claimsPanel(event, trace) {
  const changed = new Map(event.changes.map((change) => [change.claimTypeReferenceId, change]));
  const claims = [...claimsAfter(trace.events, event.number)];
  if (claims.length === 0) return nothing('No claim has a value yet.');
  const rows = claims.map(([id, { value, from }]) => {
    const change = changed.get(id);
    const was = change && 'before' in change ? secretValue(valueBefore(change, event), trace) : '';
    return make(
      'tr',
      { class: change ? 'changed' : '' },
      make('th', { scope: 'row' }, id),
      make(
        'td',
        {},
        secretValue({ claim: id, event: from, value }, trace),
        was && make('small', {}, 'was ', was),
      ),
      make('td', {}, `${from.technicalProfileId || from.step} (${from.number})`),
    );
  });
  const heads = ['Claim', 'Value', 'Set by'].map((text) => make('th', { scope: 'col' }, text));
  const head = make('thead', {}, make('tr', {}, ...heads));
  return make('table', {}, head, make('tbody', {}, ...rows));
}

function valueBefore({ claimTypeReferenceId: claim, before: value }, event) {
  return { claim, event, value, isBefore: true };
}

function httpPanel(event) {
  const { request, response, ...rest } = event.details ?? {};
  if (event.kind !== 'http') return nothing('This event is no call.');
  const parts = [];
  if (request) {
    const headers = request.headers.map(([name, value]) => `${name}: ${value}`);
    const text = [`${request.method} ${request.url}`, ...headers, '', request.body ?? ''];
    parts.push(
      make('h3', {}, 'Request'),
      make('pre', {}, text.join('\n').trimEnd()),
      actionButton('Copy as curl', 'Copied', () => copy(curlOf(request))),
    );
  }
  if (response) {
    const type = response.contentType ? `content-type: ${response.contentType}\n` : '';
    parts.push(
      make('h3', {}, `Answer ${response.status}`),
      make('pre', {}, `${type}\n${response.body}`),
    );
  }
  parts.push(make('h3', {}, 'What came of it'), make('pre', {}, JSON.stringify(rest, null, 2)));
  return make('div', {}, ...parts);
}

function policyPanel(event) {
  if (!event.position) return nothing('The policy has no place for this event.');
  const { file, line } = event.position;
  const holder = make('div', {}, make('p', { class: 'place' }, `${file}:${line}`));
  void drawSource(holder, event.position);
  return holder;
}

async function drawSource(holder, { file, line }) {
  const query = new URLSearchParams({ file, line: String(line) });
  const response = await fetch(`/_emulator/workbench/source?${query}`);
  if (!response.ok) return;
  const source = await response.json();
  const rows = source.lines.map((text, index) => {
    const number = source.first + index;
    const shown = `${String(number).padStart(5)}  ${text}\n`;
    return make('span', { class: number === line ? 'line here' : 'line' }, shown);
  });
  const pre = make('pre', { class: 'source', tabindex: '0' }, ...rows);
  holder.append(make('a', { href: `vscode://file/${source.path}:${line}` }, 'Open in editor'), pre);
  const here = rows[line - source.first];
  if (here) pre.scrollTop = here.offsetTop - pre.offsetTop - pre.clientHeight / 2;
}

function logPanel(_event, trace) {
  const holder = make('div', {}, nothing('Reading …'));
  void drawLog(holder, trace.journey.correlationId);
  return holder;
}

async function drawLog(holder, correlationId) {
  const response = await fetch(`/_emulator/workbench/log/${correlationId}`);
  const { lines } = response.ok ? await response.json() : { lines: [] };
  if (lines === null)
    holder.replaceChildren(nothing('The functions run elsewhere: see their log.'));
  else if (lines.length === 0)
    holder.replaceChildren(
      nothing('No line of the functions names this journey: they log refusals and faults.'),
    );
  else holder.replaceChildren(make('pre', { tabindex: '0' }, lines.join('\n')));
}

function detailsPanel(event) {
  if (!event.details) return nothing('This event has no details.');
  return make('pre', { tabindex: '0' }, JSON.stringify(event.details, null, 2));
}

/** The tabs, in their order. */
export const panels = {
  Claims: claimsPanel,
  HTTP: httpPanel,
  Policy: policyPanel,
  Log: logPanel,
  Details: detailsPanel,
  'Run again': againPanel,
};

/** Copies what the user has done as a headless test. */
export function copyTestButton(trace) {
  return actionButton('Copy as test', 'Copied', async () => {
    const response = await fetch(`/_emulator/workbench/test/${trace.journey.id}`);
    if (!response.ok) throw new Error('The emulator has forgotten this journey.');
    await copy(await response.text());
  });
}
