import { html } from 'hono/html';
import type { ActiveJourney } from '../active-journeys.ts';
import type { Html } from '../pages/field-html.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Site } from '../site.ts';
import { journeyData } from './journey-data.ts';
import { shell } from './shell-html.ts';

/** The application that the workbench plays. */
export const workbenchClient = '00000000-0000-4000-8000-000000000001';

/** A policy's page, and beside it what happens to every claim. */
export function runPage(
  { tenant }: Site,
  { policy }: LoadedPolicy,
  run: string,
  origin: string,
): Html {
  const query = new URLSearchParams({
    client_id: workbenchClient,
    redirect_uri: `${origin}/_emulator/signed-in`,
    response_type: 'id_token',
    response_mode: 'fragment',
    scope: 'openid',
    nonce: run,
    state: run,
    prompt: 'login',
  });
  const url = `/${tenant.name}/${policy.policyId}/oauth2/v2.0/authorize?${query}`;
  return shell(
    { title: policy.policyId, script: 'trace.js', data: { run } },
    html`<main class="split" aria-label="${policy.policyId}">
      <h1 class="visually-hidden">${policy.policyId}</h1>
      <section aria-label="The page">
        <iframe title="The page of ${policy.policyId}" src="${url}"></iframe>
      </section>
      <section id="trace" aria-label="The trace"></section>
    </main>`,
  );
}

/** A journey that was started, its trace and its claims. */
export function journeyPage(journey: ActiveJourney): Html {
  return shell(
    { title: 'Journey', script: 'trace.js', data: { journey: journeyData(journey, 0) } },
    html`<main class="viewer"><h1 class="visually-hidden">A journey</h1><section id="trace" aria-label="The trace"></section></main>`,
  );
}

/** What the workbench's own application shows: the token's claims, or the error. */
export function signedInPage(): Html {
  return shell(
    { title: 'Signed in', script: 'signed-in.js' },
    html`<main><h1 id="outcome">Signed in</h1><pre id="claims"></pre></main>`,
  );
}
