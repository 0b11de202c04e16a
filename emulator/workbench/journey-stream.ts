import { setImmediate as untilNextTurn } from 'node:timers/promises';
import type { Context } from 'hono';
import { type SSEMessage, type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Site } from '../site.ts';
import { journeyData, type ShownJourney } from './journey-data.ts';

/** How long a browser waits before it asks again, once the connection is lost. */
const retryMs = 1000;

/**
 * Server-sent events of one journey, for as long as somebody looks: `journey` with the events that the
 * viewer does not have yet, `log` where functions have logged, `gone` where the journey is forgotten.
 * `journey=` names one; `run=` is what a page of the workbench has started, before and after a journey of it
 * is there. Whoever comes back says by `Last-Event-ID`, or `last=`, what it has.
 */
export function journeyStream(site: Site, context: Context): Response {
  const reader = new JourneyReader(site, {
    journey: context.req.query('journey'),
    run: context.req.query('run'),
    last: context.req.header('last-event-id') ?? context.req.query('last'),
  });
  const response = streamSSE(context, (stream) => follow(site, stream, reader));
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

async function follow(site: Site, stream: SSEStreamingApi, reader: JourneyReader): Promise<void> {
  let change = Promise.withResolvers<void>();
  let hasLog = false;
  const wake = () => change.resolve();
  const wakeForLog = () => {
    hasLog = true;
    wake();
  };
  const { tenant, functionLog } = site;
  const ends = [tenant.changes.listen(wake), functionLog?.changes.listen(wakeForLog)];
  stream.onAbort(wake);
  try {
    await stream.write(`retry: ${retryMs}\n\n`);
    while (!stream.aborted) {
      const messages = reader.news();
      if (hasLog) messages.push({ event: 'log', data: '' });
      hasLog = false;
      for (const message of messages) await stream.writeSSE(message);
      if (reader.isGone) return;
      await change.promise;
      await untilNextTurn(); // what happens at a time goes out as one message
      change = Promise.withResolvers();
    }
  } finally {
    for (const end of ends) end?.();
  }
}

interface WantedJourney {
  readonly journey: string | undefined;
  readonly run: string | undefined;
  readonly last: string | undefined;
}

/** Knows what one viewer has, and finds what it has not. */
class JourneyReader {
  /** The journey that was asked for is not there any more: nothing comes after that. */
  isGone = false;
  readonly #site: Site;
  readonly #wanted: WantedJourney;
  #id: string | undefined;
  #events = 0;
  #state: string | undefined;

  constructor(site: Site, wanted: WantedJourney) {
    this.#site = site;
    this.#wanted = wanted;
    const [, id, events] = /^([\w-]+) (\d+)$/.exec(wanted.last ?? '') ?? [];
    this.#id = id;
    this.#events = Number(events ?? 0);
  }

  news(): SSEMessage[] {
    const shown = this.#find();
    if (!shown) return this.#goneOrNothing();
    if (shown.transaction.id !== this.#id) this.#events = 0;
    const data = journeyData(shown, this.#events);
    const isOld = data.id === this.#id && data.events.length === 0 && data.state === this.#state;
    if (isOld) return [];
    this.#id = data.id;
    this.#state = data.state;
    this.#events += data.events.length;
    const id = `${this.#id} ${this.#events}`;
    return [{ event: 'journey', id, data: JSON.stringify(data) }];
  }

  /** A page of the workbench may start its journey later. */
  #goneOrNothing(): SSEMessage[] {
    if (this.#wanted.run !== undefined) return [];
    this.isGone = true;
    return [{ event: 'gone', data: '' }];
  }

  /** A journey is traced before it comes to its first page. */
  #find(): ShownJourney | undefined {
    const { journeys, tenant } = this.#site;
    const { run, journey = '' } = this.#wanted;
    if (run === undefined) return journeys.find(journey);
    const begun = tenant.traces.all().findLast(({ request }) => request.state === run);
    if (begun) return journeys.find(begun.id) ?? { transaction: begun };
    return journeys.all().findLast(({ transaction }) => transaction.request.state === run);
  }
}
