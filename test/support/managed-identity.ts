import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import { listen } from './listen.ts';

/** Where App Service hands out tokens of a managed identity. @see facts infra 4 */
export interface ManagedIdentity {
  /** Settings of a process that is to get its tokens here. */
  readonly env: Readonly<Record<string, string>>;
  /** What was asked for: URLs and identity headers. */
  readonly asked: readonly { readonly url: string; readonly header: string | undefined }[];
}

/** The token that everybody gets who knows the header, unless a test makes others. */
export const identityToken = 'token-of-the-identity';

const secretHeader = 'development-only-header';

/** Starts it on a free port; it ends with the test. Tokens end after an hour, as far as it says. */
export async function startManagedIdentity(
  t: TestContext,
  tokenFor = (_resource: string) => identityToken,
): Promise<ManagedIdentity> {
  const asked: { url: string; header: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    const header = headers['x-identity-header']?.toString();
    asked.push({ url, header });
    const resource = new URL(url, 'http://localhost').searchParams.get('resource') ?? '';
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
    const token = { access_token: tokenFor(resource), token_type: 'Bearer', resource, expires_on };
    const isKnown = header === secretHeader;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? token : {}));
  });
  const env = {
    IDENTITY_ENDPOINT: `http://127.0.0.1:${await listen(t, server)}/msi/token`,
    IDENTITY_HEADER: secretHeader,
  };
  return { env, asked };
}
