import { html } from 'hono/html';
import { faultKinds } from '../injected-faults.ts';
import type { Html } from '../pages/field-html.ts';
import type { Site } from '../site.ts';
import { calledApis } from './called-apis.ts';
import { shell } from './shell-html.ts';

/** The clock, what goes wrong in calls, and the state. All of it is the API's too. */
export function controlsPage({ tenant }: Site): Html {
  return shell(
    { title: 'Controls', script: 'controls.js' },
    html`<main>
      <h1>Controls</h1>
      <p id="said" role="status"></p>
      <section class="card">
        <h2>Clock</h2>
        <p>The tenant takes it to be <b id="now">${tenant.now().toISOString()}</b>.</p>
        <form data-call="POST /clock" class="row">
          <label>Move by <input name="advanceSeconds" type="number" value="3600" /> seconds</label>
          <button>Move</button>
          <button type="button" data-send='{"reset":true}'>As the machine's</button>
        </form>
      </section>
      <section class="card">
        <h2>Faults of REST APIs</h2>
        <form data-call="POST /faults" class="row">
          <label>Technical profile <select name="technicalProfileId">${calledApis(tenant).map(({ id }) => html`<option>${id}</option>`)}</select></label>
          <label>Fault <select name="kind">${faultKinds.map((kind) => html`<option>${kind}</option>`)}</select></label>
          <label>Times <input name="times" type="number" min="1" placeholder="always" /></label>
          <button>Set</button>
        </form>
        <ul>${tenant.faults.all().map(({ technicalProfileId, kind, happened }) => html`<li>${technicalProfileId}: ${kind}, happened ${happened} times</li>`)}</ul>
        <button type="button" data-call="DELETE /faults">All calls be answered again</button>
      </section>
      <section class="card">
        <h2>State</h2>
        <p>People, mails, journeys, sessions, traces, faults and the clock as after the first start.</p>
        <button type="button" data-call="POST /reset">Reset</button>
        <button type="button" data-call="POST /exports">Export people and keys</button>
        <button type="button" data-call="DELETE /inbox">Empty the inbox</button>
      </section>
    </main>`,
  );
}
