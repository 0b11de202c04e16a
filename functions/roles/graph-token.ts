import * as z from 'zod';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';

/** How this application proves to Graph who it is. */
export interface GraphApplication {
  /** The tenant's: `https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token`. */
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Graph is: `https://graph.microsoft.com/v1.0`; other clouds have their own. */
  readonly graphUrl: string;
}

const dependency = 'the token endpoint of Microsoft Graph';
const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

/** Before a token ends another one is fetched, so that none ends on its way. */
const marginMs = 5 * 60 * 1000;

/** Access tokens of the client credentials flow: fetched when one is needed, kept while it is good. */
export class GraphTokens {
  readonly #application: GraphApplication;
  readonly #now: () => number;
  readonly #call = outgoing(dependency, { attemptMs: 700 });
  #token: { readonly text: string; readonly until: number } | undefined;
  #fetching: Promise<string> | undefined;

  /** @param now milliseconds that never go back */
  constructor(application: GraphApplication, now: () => number) {
    this.#application = application;
    this.#now = now;
  }

  /** Throws DependencyUnavailable. Whoever asks while one is fetched gets the same. */
  async get(): Promise<string> {
    if (this.#token && this.#now() < this.#token.until) return this.#token.text;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** Graph did not take it: the next one is fetched anew. */
  forget(token: string): void {
    if (this.#token?.text === token) this.#token = undefined;
  }

  async #fetch(): Promise<string> {
    const { tokenEndpoint, clientId, clientSecret, graphUrl } = this.#application;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${new URL(graphUrl).origin}/.default`,
    });
    const response = await this.#call(tokenEndpoint, { method: 'POST', body });
    const read = answer.safeParse(response.ok ? await response.json().catch(() => undefined) : {});
    // Not what it says: it names the application.
    if (!read.success)
      throw new DependencyUnavailable(dependency, new Error(`HTTP ${response.status}`));
    const { access_token: text, expires_in: seconds } = read.data;
    this.#token = { text, until: this.#now() + seconds * 1000 - marginMs };
    return text;
  }
}
