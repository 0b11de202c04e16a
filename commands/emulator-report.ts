import { createColors } from 'picocolors';
import { madeParts } from '../emulator/made-parts.ts';
import { runUrl, workbenchOrigin } from '../emulator/run-url.ts';
import type { Unsupported } from '../emulator/unsupported.ts';
import type { StartedEmulator } from './start-emulator.ts';

const colors = createColors(process.stdout.isTTY === true && !process.env['NO_COLOR']);

/** What runs, for programs. */
export function describeEmulator(started: StartedEmulator) {
  const { emulator, origin, httpsOrigin, authorityFile, keys } = started;
  const { tenant } = emulator.site;
  const loaded = tenant.policies.policies();
  return {
    origin,
    httpsOrigin,
    workbench: `${workbenchOrigin(origin)}/`,
    api: `${origin}/_emulator/api`,
    tenant: tenant.name,
    certificate: authorityFile,
    policies: loaded.map(({ policy: { policyId }, unsupported, ignored }) => ({
      policyId,
      authority: `${httpsOrigin}/${tenant.name}/${policyId}`,
      runUrl: runUrl(policyId, origin),
      unsupported: unsupported.map(describePart),
      ignored: ignored.map(describePart),
    })),
    leftOut: tenant.policies.leftOut,
    made: madeParts(
      loaded.map(({ policy }) => policy),
      keys,
    ),
  };
}

function describePart({ element, reason, position: { file, line } }: Unsupported) {
  return { element, reason, file, line };
}

/** The same as lines for people. */
export function emulatorLines(started: StartedEmulator): string[] {
  const described = describeEmulator(started);
  const { workbench, httpsOrigin, tenant, certificate, policies, made, leftOut } = described;
  const [first] = policies;
  return [
    colors.bold(`Emulator of ${tenant}: ${workbench} and ${httpsOrigin}`),
    ...policies.map(({ policyId, runUrl: address }) => `  Run ${policyId}  ${address}`),
    `  Authority of an application: ${first?.authority ?? ''}`,
    `  Its certificate, to be trusted: ${certificate} (docs/emulator.md says how; Node: NODE_EXTRA_CA_CERTS)`,
    '  Not checked here: who asks the API below /_emulator/api from this machine may do everything.',
    ...leftOut.map(
      ({ policyId, file, instead }) =>
        `  Left out: ${file} has the PolicyId "${policyId}" of ${instead}.`,
    ),
    ...madeLines(made),
    ...partLines(
      'Not emulated; a journey that reaches it stops there:',
      policies.flatMap(({ unsupported }) => unsupported),
    ),
    ...partLines(
      'Ignored; journeys go on without it:',
      policies.flatMap(({ ignored }) => ignored),
    ),
  ];
}

type Description = ReturnType<typeof describeEmulator>;

function madeLines({ policyKeys, templates, standIns }: Description['made']): string[] {
  const list = (what: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`  Made here, ${what}: ${shortened(ids)}`];
  return [
    ...list('policy keys that nobody has set', policyKeys),
    ...list('pages in place of templates', templates),
    ...list('stand-ins of identity providers', standIns),
  ];
}

const mostShown = 12;

function shortened(ids: readonly string[]): string {
  const more = ids.length - mostShown;
  return `${ids.slice(0, mostShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Relying parties share their base policies: each part once. */
function partLines(title: string, parts: readonly ReturnType<typeof describePart>[]): string[] {
  const lines = parts.map(
    ({ element, reason, file, line }) => `    ${file}:${line}  ${element}: ${reason}`,
  );
  return lines.length === 0 ? [] : [`  ${title}`, ...new Set(lines)];
}
