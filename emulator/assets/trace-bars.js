import { make } from './make.js';

/** Shorter events have no bar: most take no time at all. */
const shortestMs = 1;

/**
 * The bars of a waterfall: where in its stretch an event began, and how long it took. A stretch is what
 * happens between two things that the user does: how long he thinks is no part of it.
 */
export class Bars {
  #stretch = [];

  /** The box of an event's bar. Bars of its stretch move as it grows: see `draw`. */
  box(event) {
    const waits = event.kind === 'submission' || event.backTo !== undefined;
    if (waits) this.#stretch = [];
    const box = make('span', { class: 'bar-box' });
    const end = Date.parse(event.at);
    this.#stretch.push({ box, start: end - event.durationMs, end, lasts: event.durationMs });
    return box;
  }

  /** Once all rows of a message are made. */
  draw() {
    const from = Math.min(...this.#stretch.map(({ start }) => start));
    const to = Math.max(...this.#stretch.map(({ end }) => end));
    for (const { box, start, lasts } of this.#stretch) {
      if (lasts < shortestMs) continue;
      const bar = make('span', { class: 'duration' });
      const share = 100 / Math.max(1, to - from);
      const width = Math.min(100, Math.max(3, lasts * share));
      bar.style.width = `${width}%`;
      bar.style.marginLeft = `${Math.min(100 - width, Math.max(0, (start - from) * share))}%`;
      box.replaceChildren(bar, make('span', { class: 'milliseconds' }, `${Math.round(lasts)} ms`));
    }
  }
}
