import { credentialReasons } from '../graph/token.ts';
import type { AzdValues } from './azd-values.ts';
import type { Tokens } from './azure-service.ts';

/**
 * Tokens of DefaultAzureCredential: of `az login`, of azd, of a pipeline's federation, of a managed identity.
 * They are for the tenant of the deployment, AZURE_TENANT_ID, although somebody who has just logged in to
 * the B2C tenant would get those of that one.
 * @throws Error with one line to print, where the package is not installed, and later where nothing gives a token
 */
export async function azureTokens(values: AzdValues): Promise<Tokens> {
  const { DefaultAzureCredential } = await loadIdentity();
  const tenantId = values['AZURE_TENANT_ID'];
  const credential = new DefaultAzureCredential(tenantId ? { tenantId } : {});
  return async (scope) => {
    try {
      return (await credential.getToken(scope)).token;
    } catch (cause) {
      throw new Error(
        `Nothing gives a token for ${scope}: run "az login" or "azd auth login". ${credentialReasons(cause)}`,
        { cause },
      );
    }
  };
}

async function loadIdentity(): Promise<typeof import('@azure/identity')> {
  try {
    return await import('@azure/identity');
  } catch (cause) {
    const message = 'Signing in to Azure needs a package: npm i -D @azure/identity.';
    throw new Error(message, { cause });
  }
}
