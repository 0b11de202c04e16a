import { html } from 'hono/html';
import type { Html } from '../pages/field-html.ts';
import { readRecorderLog } from '../recorder-log.ts';
import type { JourneyData } from './journey-data.ts';
import { shell } from './shell-html.ts';

/** Asks for a log of the journey recorder of a real tenant. @see facts engine 5 */
export function importPage(faults: readonly string[] = []): Html {
  return shell(
    { title: 'Recorder' },
    html`<main>
      <h1>A log of the journey recorder</h1>
      <p>The JSON of a real tenant's recorder, or the CSV of a query in Application Insights. It stays on this machine, and is not kept.</p>
      ${faults.map((fault) => html`<p class="fault" role="alert">${fault}</p>`)}
      <form method="post" enctype="multipart/form-data" class="card">
        <p><label>A file <input type="file" name="file" accept=".json,.csv,.txt" /></label></p>
        <p><label>or its text <textarea name="text" rows="12"></textarea></label></p>
        <p><label>Which of its journeys <input type="number" name="journey" min="1" value="1" /></label></p>
        <button class="button">Show</button>
      </form>
    </main>`,
  );
}

/** One journey of a log, counted from 1, in the trace viewer; the form again where nothing can be read. */
export function importedPage(text: string, wanted: number): Html {
  const { journeys, faults } = readRecorderLog(text);
  const journey = journeys[Math.min(Math.max(wanted, 1), journeys.length) - 1];
  if (!journey) return importPage(faults);
  const { correlationId, policyId, events } = journey;
  const data: JourneyData = {
    ...{ id: correlationId, correlationId, policyId, events },
    ...{ state: `recorded, journey ${journeys.indexOf(journey) + 1} of ${journeys.length}` },
    isOver: true,
  };
  return shell(
    { title: 'Recorded journey', script: 'trace.js', data: { imported: data } },
    html`<main class="viewer">
      ${faults.map((fault) => html`<p class="fault" role="alert">${fault}</p>`)}
      <section id="trace" aria-label="The trace"></section>
    </main>`,
  );
}
