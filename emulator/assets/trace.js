// The trace viewer: the events of a journey as a waterfall, and what each did. It reads the events of
// the journey and nothing else.
import { make } from './make.js';
import { Bars } from './trace-bars.js';
import { copyTestButton, panels } from './trace-panels.js';
import { follow } from './trace-stream.js';

const root = document.getElementById('trace');
const data = JSON.parse(document.getElementById('data').textContent);
const frame = document.querySelector('iframe');

const trace = {
  events: [],
  journey: undefined,
  isLive: true,
  /** Masked values that somebody has clicked on. */
  revealed: new Map(),
  open: (page) => {
    if (frame) frame.src = page;
    else location.assign(page);
  },
};
const state = { selected: undefined, tab: 'Claims', step: undefined, followsEnd: true };

const list = make('ol', { class: 'waterfall', 'aria-label': 'Events' });
const status = make('p', { class: 'status', role: 'status' });
const panel = make('div', { class: 'panel', id: 'panel', role: 'tabpanel', tabindex: '0' });
const tabs = make('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What of the event' });
const tools = make('div', { class: 'tools' });
root.append(
  make('div', { class: 'heading' }, status, tools),
  make('div', { class: 'trace' }, list, make('div', { class: 'event-view' }, tabs, panel)),
);
tools.append(copyTestButton(trace));
tools.hidden = true;

function drawTabs() {
  const buttons = Object.keys(panels).map((name) => {
    const isSelected = name === state.tab;
    const choose = () => {
      state.tab = name;
      drawPanel();
    };
    return make(
      'button',
      {
        ...{ type: 'button', role: 'tab', 'aria-controls': 'panel', onclick: choose },
        ...{ 'aria-selected': String(isSelected), tabindex: isSelected ? '0' : '-1' },
      },
      name,
    );
  });
  tabs.replaceChildren(...buttons);
}

// Who works on an event is not led away from it by the next one.
panel.addEventListener('focusin', () => {
  state.followsEnd = false;
});

tabs.addEventListener('keydown', ({ key }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) return;
  const names = Object.keys(panels);
  state.tab = names[(names.indexOf(state.tab) + step + names.length) % names.length];
  drawPanel();
  tabs.querySelector('[aria-selected="true"]').focus();
});

function drawPanel() {
  drawTabs();
  panel.replaceChildren(state.selected ? panels[state.tab](state.selected, trace) : '');
}

function select(event) {
  state.selected = event;
  list.querySelector('[aria-current]')?.removeAttribute('aria-current');
  const button = list.querySelector(`[data-number="${event.number}"]`);
  button?.setAttribute('aria-current', 'true');
  if (state.followsEnd) button?.scrollIntoView({ block: 'nearest' });
  drawPanel();
}

const bars = new Bars();

const labels = {
  http: 'call',
  precondition: 'condition',
  transformation: 'transform',
};

/** What happened, by whom; of a call also how often it was tried, and what came back. */
function titleOf({ technicalProfileId: id, text, kind, details }) {
  const said = id && text.startsWith(`${id}: `) ? text.slice(id.length + 2) : text;
  const title = id ? `${id}: ${said}` : said;
  if (kind !== 'http' || !details) return title;
  const status = details.httpStatus === undefined ? '' : ` (${details.httpStatus})`;
  return details.tries > 1
    ? `${title}${status}, after ${details.tries} tries`
    : `${title}${status}`;
}

function row(event) {
  const choose = () => {
    state.followsEnd = event === trace.events.at(-1);
    select(event);
  };
  const button = make(
    'button',
    {
      ...{ type: 'button', 'data-number': String(event.number), onclick: choose },
      class: `event ${event.kind}${event.calledBy ? ' nested' : ''}`,
    },
    make('span', { class: 'kind' }, labels[event.kind] ?? event.kind),
    make('span', { class: 'text' }, titleOf(event)),
    bars.box(event),
  );
  return make('li', {}, button);
}

/** The rows of new events; where a step begins, its name stands above. */
function rowsOf(events) {
  return events.flatMap((event) => {
    const isNewStep = event.step !== state.step;
    state.step = event.step;
    const heading = make('li', { class: 'step-name' }, event.step);
    return isNewStep ? [heading, row(event)] : [row(event)];
  });
}

function add(journey) {
  const start = performance.now();
  trace.journey = journey;
  tools.hidden = !trace.isLive;
  trace.events.push(...journey.events);
  list.append(...rowsOf(journey.events));
  bars.draw();
  sayWhereItStands();
  const last = trace.events.at(-1);
  if (last && journey.events.length > 0 && state.followsEnd) select(last);
  measureOncePainted(start);
}

/** For benchmarks and for developer tools: how long it took until the browser has painted it. */
function measureOncePainted(start) {
  const measure = () => performance.measure('trace drawn', { start });
  requestAnimationFrame(() => setTimeout(measure)); // a task behind the frame
}

function sayWhereItStands() {
  const { policyId, state: place, correlationId } = trace.journey;
  say(`${policyId}: ${place}. ${trace.events.length} events. Correlation id ${correlationId}`);
}

/** A screen reader says what has changed. */
function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function startAnew() {
  trace.events = [];
  state.step = undefined;
  state.followsEnd = true;
  list.replaceChildren();
}

const hears = {
  journey(journey) {
    if (trace.journey && journey.id !== trace.journey.id) startAnew();
    add(journey);
  },
  log() {
    if (state.tab === 'Log') drawPanel();
  },
  gone: () => say('The emulator has forgotten this journey: what is here was the last of it.'),
  found: () => trace.journey && sayWhereItStands(),
  lost: () => say('The emulator does not answer.'),
};

if (data.imported) {
  trace.isLive = false;
  add(data.imported);
} else if (data.journey) {
  const { id, events } = data.journey;
  add(data.journey);
  follow({ journey: id }, hears, `${id} ${events.length}`);
} else follow({ run: data.run }, hears);
