import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';
import { applicationCertificate } from './browser.ts';
import { listen } from './listen.ts';

/** Applications are registered nowhere: any id will do. */
export const clientId = '22222222-3333-4444-8555-666666666666';

/**
 * A single-page application with MSAL as it is published; `arrived` is what a redirect brought. Its page `/frame` is the one
 * that hidden frames come back to.
 */
export async function startPageApplication(t: TestContext, authority: string): Promise<string> {
  const published = createRequire(import.meta.url).resolve('@azure/msal-browser');
  const fileOf = (name: string) => readFile(published.replace(/msal-browser\.cjs$/, name));
  const scripts = new Map([
    ['/msal.js', await fileOf('msal-browser.min.js')],
    ['/frame.js', await fileOf('redirect-bridge/msal-redirect-bridge.min.js')],
  ]);
  const { pem: cert, privateKey: key } = applicationCertificate();
  const server = createServer({ cert, key }, (request, response) => {
    const origin = `https://${request.headers.host}`;
    const { pathname } = new URL(request.url ?? '/', origin);
    const script = scripts.get(pathname);
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? (pathname === '/frame' ? framePage : mainPage(origin, authority)));
  });
  return `https://localhost:${await listen(t, server)}`;
}

function mainPage(redirectUri: string, authority: string): string {
  const auth = { clientId, authority, redirectUri, knownAuthorities: [new URL(authority).host] };
  return `<!doctype html><html lang="en"><title>Application</title><h1>Application</h1>
    <script src="/msal.js"></script>
    <script>
      const app = new msal.PublicClientApplication({ auth: ${JSON.stringify(auth)} });
      const arrived = app.initialize().then(() => app.handleRedirectPromise());
    </script></html>`;
}

const framePage = `<!doctype html><html lang="en"><title>Frame</title>
  <script src="/frame.js"></script>
  <script>msalRedirectBridge.broadcastResponseToMainFrame();</script></html>`;
