import { make } from './make.js';
import { show } from './trace-events.js';

const dots = '••••••';

/**
 * A masked value: a click asks for it and shows it, until the next one. What was shown stays so while the
 * trace goes on. Where the emulator keeps no such value (a credential, a log of a tenant), it stays masked.
 */
export function secretValue({ claim, event, value, isBefore = false }, trace) {
  if (!trace.isLive || !event.revealable?.includes(claim)) return show(value);
  const key = `${trace.journey.id} ${event.number} ${claim} ${isBefore}`;
  const said = make('span', { role: 'status' });
  const button = make('button', { type: 'button', class: 'secret', 'aria-pressed': 'false' });
  const draw = () => {
    const isShown = trace.revealed.has(key);
    button.textContent = isShown ? show(trace.revealed.get(key)) || '(empty)' : dots;
    button.setAttribute('aria-pressed', String(isShown));
    button.setAttribute(
      'aria-label',
      isShown ? `${claim}: ${button.textContent}` : `Show ${claim}`,
    );
  };
  button.addEventListener('click', async () => {
    if (!trace.revealed.delete(key)) {
      const found = await ask({ claim, event, isBefore }, trace);
      if (found) trace.revealed.set(key, found.value);
      said.textContent = found ? '' : 'It is not kept any more.';
    }
    draw();
  });
  draw();
  return make('span', {}, button, said);
}

async function ask({ claim, event, isBefore }, { journey }) {
  const path = `${journey.id}/claims/${event.number}/${encodeURIComponent(claim)}`;
  const query = isBefore ? '?before' : '';
  const response = await fetch(`/_emulator/workbench/journeys/${path}${query}`);
  return response.ok ? response.json() : undefined;
}
