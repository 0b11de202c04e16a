import { type AzdValues, readAzdValues } from './azd-values.ts';
import { type AzureService, azureService, type Tokens } from './azure-service.ts';
import { azureTokens } from './azure-tokens.ts';
import { requireOrigin } from './service-origin.ts';
import { UsageError } from './usage.ts';

/** The function app, as far as its settings are concerned. */
export interface FunctionApp {
  /** Lets the platform read all Key Vault references again; it restarts the app. */
  refreshSecrets(): Promise<void>;
}

/**
 * The function app of the deployment by Azure Resource Manager; undefined where azd does not know it. That
 * the call, which App Service documents, does the same on Flex Consumption is (unconfirmed): without it
 * references are read again within a day. @see facts infra 3
 */
export function openFunctionApp(values: AzdValues, tokens: Tokens): FunctionApp | undefined {
  const subscription = values['AZURE_SUBSCRIPTION_ID'];
  const group = values['AZURE_RESOURCE_GROUP'];
  const name = values['AZURE_FUNCTION_NAME'];
  if (!subscription || !group || !name) return undefined;
  const source = 'AZURE_RESOURCE_MANAGER_ENDPOINT';
  const origin = requireOrigin(values[source] ?? 'https://management.azure.com', source);
  const scope = 'https://management.azure.com/.default';
  const service = azureService({ name: 'Azure Resource Manager', origin, scope, tokens });
  const groupId = `/subscriptions/${subscription}/resourceGroups/${group}`;
  return functionApp(service, `${groupId}/providers/Microsoft.Web/sites/${name}`);
}

function functionApp(service: AzureService, id: string): FunctionApp {
  return {
    async refreshSecrets() {
      const path = `${id}/config/configreferences/appsettings/refresh?api-version=2022-03-01`;
      await service.send({ method: 'POST', path });
    },
  };
}

/**
 * `countersign keys refresh`.
 * @throws UsageError where azd knows no function app
 */
export async function refreshSecrets(): Promise<void> {
  const values = readAzdValues();
  const app = openFunctionApp(values, await azureTokens(values));
  if (app === undefined) {
    throw new UsageError(
      'No function app is known: run "azd provision", or set AZURE_FUNCTION_NAME.',
    );
  }
  await app.refreshSecrets();
  console.log('The function app reads its secrets again.');
}
