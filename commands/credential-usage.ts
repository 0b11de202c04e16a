import type { AzdValues } from './azd-values.ts';
import { type AzureService, azureService, type Tokens } from './azure-service.ts';
import type { SlotUsage } from './rotation.ts';
import { requireOrigin } from './service-origin.ts';

/** Asks which value of a credential the calls of these profiles used. */
export type AskUsage = (profiles: readonly string[], since: Date) => Promise<SlotUsage>;

/**
 * The Log Analytics workspace of the deployment: the only place that knows of all instances; undefined
 * where azd does not know it. It hears of a call some minutes later, and where log lines are sampled a
 * seldom caller may be missed; measurements are not sampled, where `applicationinsights` is installed.
 * @see docs/telemetry.md
 */
export function openUsage(values: AzdValues, tokens: Tokens): AskUsage | undefined {
  const workspace = values['AZURE_LOG_ANALYTICS_WORKSPACE_ID'];
  if (!workspace) return undefined;
  const source = 'AZURE_LOG_ANALYTICS_ENDPOINT';
  const origin = requireOrigin(values[source] ?? 'https://api.loganalytics.io', source);
  const scope = 'https://api.loganalytics.io/.default';
  const service = azureService({ name: 'Log Analytics', origin, scope, tokens });
  return (profiles, since) => askUsage(service, workspace, queryOf(profiles, since));
}

/** Measurements and log lines say the same; a deployment may have either. */
function queryOf(profiles: readonly string[], since: Date): string {
  const ids = profiles.map((id) => JSON.stringify(id)).join(', ');
  return `let since = datetime(${since.toISOString()});
let measured = AppMetrics
| where TimeGenerated >= since and Name == "countersign.credential"
| project profile = tostring(Properties.profile), slot = tostring(Properties.slot), calls = Sum;
let logged = AppTraces
| where TimeGenerated >= since and Message has "the caller used the"
| parse Message with profile ": the caller used the " slot " " *
| project profile, slot, calls = todouble(ItemCount);
union isfuzzy=true (measured), (logged)
| where profile in~ (${ids})
| summarize calls = sum(calls) by slot`;
}

interface QueryResult {
  readonly tables?: readonly {
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly unknown[])[];
  }[];
}

async function askUsage(
  service: AzureService,
  workspace: string,
  query: string,
): Promise<SlotUsage> {
  const path = `/v1/workspaces/${workspace}/query`;
  const { json } = await service.send({ method: 'POST', path, body: { query } });
  const [table] = (json as QueryResult | undefined)?.tables ?? [];
  if (table === undefined) throw new Error('Log Analytics answered with no table.');
  const names = table.columns.map(({ name }) => name);
  const [slotAt, callsAt] = [names.indexOf('slot'), names.indexOf('calls')];
  const calls = new Map(table.rows.map((row) => [row[slotAt], Number(row[callsAt])]));
  return { current: calls.get('current') ?? 0, next: calls.get('next') ?? 0 };
}
