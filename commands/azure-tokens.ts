import type { Tokens } from './azure-service.ts';

/**
 * Tokens of DefaultAzureCredential: of `az login`, of azd, of a pipeline's federation, of a managed identity.
 * @throws Error with one line to print, where the package is not installed, and later where nothing gives a token
 */
export async function azureTokens(): Promise<Tokens> {
  const { DefaultAzureCredential } = await loadIdentity();
  const credential = new DefaultAzureCredential();
  return async (scope) => {
    try {
      return (await credential.getToken(scope)).token;
    } catch (cause) {
      const message = `Nothing gives a token for ${scope}: run "az login" or "azd auth login".`;
      throw new Error(message, { cause });
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
