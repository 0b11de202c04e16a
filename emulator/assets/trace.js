// The trace viewer: the steps of a journey as a waterfall, and what each event did. It reads the events
// of the journey and nothing else.
(() => {
  const root = document.getElementById('trace');
  const data = JSON.parse(document.getElementById('data').textContent);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'class') element.className = value;
      else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  const state = { events: [], selected: undefined, tab: 'Claims', journey: undefined };
  const list = make('ol', { class: 'waterfall' });
  const status = make('p', { class: 'status', role: 'status' });
  const panel = make('div', { class: 'panel' });
  const tabs = make('div', { class: 'tabs', role: 'tablist' });
  root.append(status, make('div', { class: 'trace' }, list, make('div', {}, tabs, panel)));

  const show = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

  /** The claims after an event, and which of them it changed. */
  const claimsAfter = (number) => {
    let claims = new Map();
    const until = state.events.filter((event) => event.number <= number);
    for (const event of until) {
      if (event.backTo !== undefined) claims = claimsAfter(event.backTo);
      if (!event.isScoped || event.number === number) setChanges(claims, event);
    }
    return claims;
  };

  const setChanges = (claims, event) => {
    for (const change of event.changes) {
      claims.set(change.claimTypeReferenceId, { value: change.after, from: event });
    }
  };

  const claimsPanel = (event) => {
    const changed = new Map(event.changes.map((change) => [change.claimTypeReferenceId, change]));
    const rows = [...claimsAfter(event.number)].map(([id, { value, from }]) => {
      const change = changed.get(id);
      const before = change && 'before' in change ? `was ${show(change.before)}` : '';
      const where = from.technicalProfileId || from.step;
      return make(
        'tr',
        { class: change ? 'changed' : '' },
        make('th', { scope: 'row' }, id),
        make('td', {}, show(value), before && make('small', {}, before)),
        make('td', {}, `${where} (${from.number})`),
      );
    });
    if (rows.length === 0) return make('p', {}, 'No claim has a value yet.');
    const head = make(
      'tr',
      {},
      ...['Claim', 'Value', 'Set by'].map((text) => make('th', { scope: 'col' }, text)),
    );
    return make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows));
  };

  const detailsPanel = (event) => {
    if (!event.details) return make('p', {}, 'This event has no details.');
    return make('pre', {}, JSON.stringify(event.details, null, 2));
  };

  const drawSource = async (holder, { file, line }) => {
    const query = new URLSearchParams({ file, line: String(line) });
    const response = await fetch(`/_emulator/workbench/source?${query}`);
    if (!response.ok) return;
    const source = await response.json();
    const rows = source.lines.map((text, index) => {
      const number = source.first + index;
      const shown = `${String(number).padStart(5)}  ${text}\n`;
      return make('span', { class: number === line ? 'line here' : 'line' }, shown);
    });
    holder.append(
      make('a', { href: `vscode://file/${source.path}:${line}` }, 'Open in editor'),
      make('pre', { class: 'source' }, ...rows),
    );
  };

  const policyPanel = (event) => {
    if (!event.position) return make('p', {}, 'The policy has no place for this event.');
    const { file, line } = event.position;
    const holder = make('div', {}, make('p', { class: 'place' }, `${file}:${line}`));
    void drawSource(holder, event.position);
    return holder;
  };

  const panels = { Claims: claimsPanel, Details: detailsPanel, Policy: policyPanel };

  const drawPanel = () => {
    tabs.replaceChildren(
      ...Object.keys(panels).map((name) =>
        make(
          'button',
          {
            type: 'button',
            role: 'tab',
            'aria-selected': String(name === state.tab),
            onclick: () => {
              state.tab = name;
              drawPanel();
            },
          },
          name,
        ),
      ),
    );
    panel.replaceChildren(state.selected ? panels[state.tab](state.selected) : '');
  };

  const select = (event) => {
    state.selected = event;
    for (const item of list.querySelectorAll('[aria-current]'))
      item.removeAttribute('aria-current');
    list.querySelector(`[data-number="${event.number}"]`)?.setAttribute('aria-current', 'true');
    drawPanel();
  };

  const row = (event) => {
    const width = Math.min(100, Math.max(1, Math.round(event.durationMs / 10)));
    const bar = make('span', { class: 'duration' });
    bar.style.width = `${width}%`;
    const title = event.technicalProfileId
      ? `${event.technicalProfileId}: ${event.text}`
      : event.text;
    return make(
      'li',
      {},
      make(
        'button',
        {
          type: 'button',
          class: `event ${event.kind}${event.calledBy ? ' nested' : ''}`,
          'data-number': String(event.number),
          onclick: () => select(event),
        },
        make('span', { class: 'kind' }, event.kind),
        make('span', { class: 'text' }, title),
        make('span', { class: 'bar-box' }, bar),
      ),
    );
  };

  const add = (journey) => {
    state.journey = journey;
    state.events.push(...journey.events);
    list.append(...journey.events.map(row));
    status.textContent = `${journey.policyId}: ${journey.state}. ${state.events.length} events. Correlation id ${journey.correlationId}`;
    const last = state.events.at(-1);
    if (last && journey.events.length > 0) select(last);
  };

  const poll = async () => {
    const id = state.journey ? state.journey.id : 'latest';
    const query = new URLSearchParams({ after: String(state.events.length) });
    if (data.run) query.set('run', data.run);
    try {
      const response = await fetch(`/_emulator/workbench/journeys/${id}?${query}`);
      const journey = await response.json();
      if (journey && state.journey && journey.id !== state.journey.id) {
        state.events = [];
        list.replaceChildren();
      }
      if (journey) add(journey);
    } catch {
      status.textContent = 'The emulator does not answer.';
    }
    setTimeout(poll, 600);
  };

  if (data.journey) add(data.journey);
  if (!data.journey?.isOver) void poll();
})();
