import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../test/support/browser.ts';
import { type EmulatorProcess, startEmulatorProcess } from './emulator-process.ts';
import { compare, type Ratio } from './measure.ts';
import { signInUrl } from './pages.ts';

const wantedEvents = 500;
const allowedMs = 200;

/**
 * The trace of a journey with 500 events, drawn in a real Chromium: from when the viewer has the events to
 * when the browser has painted them, as the page itself marks it; and from the click on a link to there.
 */
export async function traceViewer(): Promise<Ratio[]> {
  const emulator = await startEmulatorProcess();
  const browser = await chromium.launch({ executablePath: chromiumPath() });
  try {
    const id = await longJourney(emulator);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const draw = (part: 'duration' | 'sinceNavigation') => async () =>
      (await timesOf(page, `${emulator.origin}/_emulator/journeys/${id}`))[part];
    const common = { unit: 'ms', rounds: 15, warmUps: 3, theirs: async () => allowedMs };
    const name = `trace viewer: ${wantedEvents} events drawn, in Chromium`;
    return [
      await compare({
        ...common,
        name,
        baseline: 'its allowance',
        limit: 1,
        ours: draw('duration'),
      }),
      await compare({
        ...{
          ...common,
          name: 'the same, with the request, the page and its scripts',
          limit: undefined,
        },
        baseline: 'the same allowance',
        ours: draw('sinceNavigation'),
      }),
    ];
  } finally {
    await browser.close();
    await emulator.stop();
  }
}

/** Begins a journey, and lets it run again from its first step until it has enough events. Returns its id. */
async function longJourney({ origin, tenant }: EmulatorProcess): Promise<string> {
  await (await fetch(signInUrl({ origin, tenant }))).text();
  const [{ correlationId }] = await json(`${origin}/_emulator/api/traces`);
  for (let events = 0; events < wantedEvents; ) {
    ({ event: events } = await json(`${origin}/_emulator/api/traces/${correlationId}/run-again`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        event: Math.max(events, 4),
        claims: { email: `${events}@example.org` },
      }),
    }));
  }
  const list = await (await fetch(`${origin}/_emulator/journeys`)).text();
  const id = /_emulator\/journeys\/([\w-]+)"/.exec(list)?.[1];
  if (id === undefined) throw new Error('The journey is not in the list.');
  return id;
}

async function json(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return JSON.parse(await response.text());
}

async function timesOf(page: Page, url: string) {
  await page.goto(url);
  const [drawn] = (await page.evaluate(drawnScript)) as { startTime: number; duration: number }[];
  if (!drawn) throw new Error('The viewer has drawn nothing.');
  return { duration: drawn.duration, sinceNavigation: drawn.startTime + drawn.duration };
}

/** Waits for the measure that the viewer makes once it is painted. Text, for it runs in the page. */
const drawnScript = `new Promise((resolve) => {
  const found = () => performance.getEntriesByName('trace drawn');
  const look = () => (found().length > 0 ? resolve(found().map((entry) => entry.toJSON())) : setTimeout(look, 5));
  look();
})`;
