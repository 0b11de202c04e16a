import assert from 'node:assert/strict';
import { listen } from '../../emulator/listen.ts';
import { anyLocalApplication } from '../../emulator/protocol/applications.ts';
import { routes } from '../../emulator/server.ts';
import { openSite } from '../../emulator/site.ts';
import { openTenant } from '../../emulator/testing.ts';

/** Opens a tenant with policies of a folder, and serves it until the test ends. */
export async function startSite(t: { after(end: () => Promise<void>): void }, folder: string) {
  const tenant = await openTenant({ policies: [folder] });
  const server = await listen(routes(openSite(tenant, anyLocalApplication)), { port: 0 });
  t.after(server.close);
  return { tenant, origin: server.origin };
}

/** Where tests' applications are. */
export const redirectUri = 'http://localhost:4200/signed-in';

/** A browser without scripts: keeps cookies, and does by hand what B2C's page script does. */
export class Visitor {
  readonly #origin: string;
  readonly #policy: string;
  readonly #cookies = new Map<string, string>();
  /** What the last page told its script. */
  page: { csrf: string; transId: string; path: string } = { csrf: '', transId: '', path: '' };

  constructor(origin: string, policy: string) {
    this.#origin = origin;
    this.#policy = policy;
  }

  /** Asks the server as the page would. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'x-csrf-token': this.page.csrf };
    const url = new URL(path, this.#origin);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }

  /** Opens a page and reads what its script would. */
  async open(path: string): Promise<Response> {
    const response = await this.request(path);
    const [, json] = /var SETTINGS = (.*);$/m.exec(await response.clone().text()) ?? [];
    if (json !== undefined) {
      const { csrf, transId, hosts } = JSON.parse(json);
      this.page = { csrf, transId, path: hosts.tenant };
    }
    return response;
  }

  /** Sends an authorize request; parameters over the usual ones. */
  authorize(tenant: string, parameters: Record<string, string> = {}): Promise<Response> {
    const query = new URLSearchParams({
      client_id: 'app',
      redirect_uri: redirectUri,
      response_type: 'id_token',
      response_mode: 'query',
      scope: 'openid',
      nonce: 'n-1',
      state: 's-1',
      ...parameters,
    });
    return this.open(`/${tenant}/${this.#policy}/oauth2/v2.0/authorize?${query}`);
  }

  /** Posts a form of the page to `SelfAsserted`, or to another place of its traffic. */
  async post(form: Record<string, string>, place = 'SelfAsserted'): Promise<unknown> {
    const { path, transId } = this.page;
    const query = new URLSearchParams({ tx: transId, p: this.#policy });
    const body = new URLSearchParams({ request_type: 'RESPONSE', ...form });
    const response = await this.request(`${path}/${place}?${query}`, { method: 'POST', body });
    assert.equal(response.status, 200);
    return response.json();
  }

  /** Follows a link of the page: `SelfAsserted/confirmed`. */
  go(link: string, more: Record<string, string> = {}): Promise<Response> {
    const { path, transId, csrf } = this.page;
    const query = new URLSearchParams({ csrf_token: csrf, tx: transId, ...more });
    return this.open(`${path}/api/${link}?${query}`);
  }
}

/** The parameter that a redirect to the application has. */
export function redirectParameter(response: Response, name: string): string | null {
  return new URL(response.headers.get('location') ?? '').searchParams.get(name);
}
