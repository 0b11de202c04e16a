import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { html } from 'hono/html';
import { boundDiagnostics } from '../../compiler/bounded-diagnostics.ts';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import type { Position } from '../../compiler/source.ts';
import { findingsWords } from '../pages/banner.ts';
import type { Html } from '../pages/field-html.ts';
import type { FindingsNow } from '../policy-findings.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Site } from '../site.ts';

type Part = LoadedPolicy['unsupported'][number];

/** What of the findings a script compares to know whether there is something new. */
export function findingsState({ tenant, findings }: Site) {
  const now = findings.now();
  const rejected = now.rejected.map(({ position, message }) => [position, message]);
  const text = JSON.stringify([tenant.policies.digest, now.lint, rejected]);
  const edition = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { edition, words: findingsWords(now), isChecking: now.lint === 'checking' };
}

/** What is wrong with the policies, what cannot be run of them and what is ignored: each once. */
export function findingsSection(site: Site): Html {
  const { findings, tenant } = site;
  const now = findings.now();
  const policies = tenant.policies.policies();
  return html`<section id="findings" aria-labelledby="findings-title" data-edition="${findingsState(site).edition}">
    <h2 id="findings-title">Findings</h2>
    ${rejectedList(now)}
    ${diagnosticList(now, policies)}
    ${partList(policies, 'unsupported', 'Cannot be run here: a journey that reaches it stops there')}
    ${partList(policies, 'ignored', 'Ignored: journeys go on without it')}
  </section>`;
}

function rejectedList({ rejected }: FindingsNow): Html | '' {
  if (rejected.length === 0) return '';
  return html`<div class="card fault" role="alert">
    <p>These files cannot be read. The policies from before the edit go on.</p>
    <ul>${rejected.map(({ position, message, fix }) => html`<li>${message} ${fix} ${place(position)}</li>`)}</ul>
  </div>`;
}

function diagnosticList(
  { lint, diagnostics }: FindingsNow,
  policies: readonly LoadedPolicy[],
): Html {
  const worse = diagnostics.filter(({ severity }) => severity !== 'notice');
  const notices = diagnostics.length - worse.length;
  const shown = boundDiagnostics(worse).toSorted(
    (one, other) => Number(isError(other)) - Number(isError(one)),
  );
  const said = {
    none: 'Only what reading the policies finds is here: countersign lint finds more.',
    checking: 'Checking the policies …',
    done: shown.length === 0 ? 'Lint finds no error and no warning.' : 'Lint finds:',
  };
  return html`<p>${said[lint]}</p>
    ${shown.length === 0 ? '' : html`<ul class="findings">${shown.map((each) => finding(each, policies))}</ul>`}
    ${notices === 0 ? '' : html`<p class="nothing">Besides ${notices} ${notices === 1 ? 'notice' : 'notices'}: <code>countersign lint</code> shows them.</p>`}`;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function finding(diagnostic: Diagnostic, policies: readonly LoadedPolicy[]): Html {
  const { severity, rule, message, why, fix, position } = diagnostic;
  const isShared = ({ policy }: LoadedPolicy) =>
    policy.chain.some((each) => each.position.file === position.file);
  return html`<li class="card">
    <p><strong class="${isError(diagnostic) ? 'fault' : ''}">${severity}</strong> ${message}</p>
    <p class="nothing">${why} ${fix}</p>
    <p class="place">${place(position)} · ${rule} · ${concerns(policies.filter(isShared), policies)}</p>
  </li>`;
}

/** Relying parties share their base policies: each part once, with those that have it. */
function partList(
  policies: readonly LoadedPolicy[],
  kind: 'unsupported' | 'ignored',
  what: string,
): Html | '' {
  const all = policies.flatMap((loaded) => loaded[kind].map((part) => ({ part, loaded })));
  const alike = [...Map.groupBy(all, ({ part }) => keyOf(part)).values()];
  if (alike.length === 0) return '';
  const items = alike.flatMap(([first, ...more]) => {
    if (!first) return [];
    const { part } = first;
    const concerned = [first, ...more].map(({ loaded }) => loaded);
    return html`<li>${part.element}: ${part.reason} <span class="place">${place(part.position)} · ${concerns(concerned, policies)}</span></li>`;
  });
  return html`<details><summary>${what} (${alike.length})</summary><ul>${items}</ul></details>`;
}

function keyOf({ element, reason, position: { file, line, column } }: Part): string {
  return JSON.stringify([file, line, column, element, reason]);
}

function concerns(some: readonly LoadedPolicy[], all: readonly LoadedPolicy[]): string {
  const ids = [...new Set(some.map(({ policy }) => policy.policyId))];
  if (ids.length === 0) return 'no relying party has it';
  return ids.length === all.length && ids.length > 1 ? 'all relying parties' : ids.join(', ');
}

/** A link that opens the line in an editor. */
function place({ file, line }: Position): Html {
  const path = encodeURI(resolve(file)).replace(/^\//, '');
  return html`<a href="vscode://file/${path}:${line}">${file}:${line}</a>`;
}
