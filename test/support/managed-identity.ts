import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import { listen } from './listen.ts';

/** Where App Service hands out tokens of a managed identity. @see facts infra 4 */
export interface ManagedIdentity {
  /** Settings of a process that is to get its tokens here. */
  readonly env: Readonly<Record<string, string>>;
  /** The token that everybody gets. */
  readonly token: string;
  /** What was asked for: URLs and identity headers. */
  readonly asked: readonly { readonly url: string; readonly header: string | undefined }[];
}

/** Starts it on a free port; it ends with the test. */
export async function startManagedIdentity(t: TestContext): Promise<ManagedIdentity> {
  const token = 'token-of-the-identity';
  const asked: { url: string; header: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const header = request.headers['x-identity-header']?.toString();
    asked.push({ url: request.url ?? '', header });
    const expires_on = Math.floor(Date.now() / 1000) + 3600;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_on }));
  });
  const env = {
    IDENTITY_ENDPOINT: `http://127.0.0.1:${await listen(t, server)}/msi/token`,
    IDENTITY_HEADER: 'development-only-header',
  };
  return { env, token, asked };
}
