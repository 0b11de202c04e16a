import { SsoSession } from './sso-session.ts';
import { newSecret, type Tenant } from './tenant.ts';

const mostSessions = 10_000;

/** The single sign-on sessions of all browsers, by the value of their cookie. */
export class BrowserSessions {
  readonly #tenant: Tenant;
  readonly #sessions = new Map<string, SsoSession>();

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** The session of a cookie, else a new one and the value that its cookie shall have. */
  open(cookie: string | undefined): { readonly id: string; readonly session: SsoSession } {
    const known = cookie === undefined ? undefined : this.#sessions.get(cookie);
    if (cookie !== undefined && known) return { id: cookie, session: known };
    const id = newSecret(this.#tenant);
    const session = new SsoSession();
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= mostSessions && oldest !== undefined) this.#sessions.delete(oldest);
    this.#sessions.set(id, session);
    return { id, session };
  }

  /** Whether the cookie is that of the session. */
  is(cookie: string, session: SsoSession): boolean {
    return this.#sessions.get(cookie) === session;
  }

  clear(): void {
    this.#sessions.clear();
  }
}
