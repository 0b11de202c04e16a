import { html } from 'hono/html';
import { journeyState } from '../journey-state.ts';
import type { Html } from '../pages/field-html.ts';
import type { Site } from '../site.ts';
import { shell } from './shell-html.ts';

/** The journeys that were started, newest first. */
export function journeysPage({ journeys }: Site): Html {
  const rows = journeys
    .all()
    .toReversed()
    .map(
      (journey) => html`<tr>
        <td><a href="/_emulator/journeys/${journey.transaction.id}">${journey.transaction.policy.policyId}</a></td>
        <td>${journey.transaction.trace.events()[0]?.at.toISOString() ?? ''}</td>
        <td>${journeyState(journey)}</td>
        <td><code>${journey.transaction.correlationId}</code></td>
      </tr>`,
    );
  return shell(
    { title: 'Journeys' },
    html`<main>
      <h1>Journeys</h1>
      <table>
        <thead><tr><th>Policy</th><th>Began</th><th>Stands at</th><th>Correlation id</th></tr></thead>
        <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="4">No journey was started yet.</td></tr>`}</tbody>
      </table>
    </main>`,
  );
}

/** Mails and text messages, newest first. */
export function inboxPage({ tenant }: Site): Html {
  const rows = tenant.inbox
    .messages()
    .toReversed()
    .map(
      ({ at, channel, to, code, text }) => html`<tr>
        <td>${at.toISOString()}</td><td>${channel}</td><td>${to}</td>
        <td>${code === undefined ? '' : html`<code class="code">${code}</code>`}</td><td>${withLinks(text)}</td>
      </tr>`,
    );
  return shell(
    { title: 'Inbox' },
    html`<main>
      <h1>Inbox</h1>
      <p>Mails, text messages and calls that journeys would have made. Nothing was sent.</p>
      <table>
        <thead><tr><th>At</th><th>By</th><th>To</th><th>Code</th><th>Text</th></tr></thead>
        <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="5">Nothing was sent yet.</td></tr>`}</tbody>
      </table>
    </main>`,
  );
}

/** Addresses of the web in a mail can be followed, and nothing else of it is more than text. */
function withLinks(text: string): Html[] {
  return text.split(/(https?:\/\/[^\s<>"']+)/i).map((part, index) => {
    const isLink = index % 2 === 1 && URL.canParse(part);
    return isLink ? html`<a href="${part}" rel="noopener noreferrer">${part}</a>` : html`${part}`;
  });
}
