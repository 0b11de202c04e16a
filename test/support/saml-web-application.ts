import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { type Profile, SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { readSamlMetadata } from '../../emulator/saml/saml-metadata.ts';
import { listen } from './listen.ts';

/** Where a SAML application is, and what its metadata says. */
export interface SamlWebApplication {
  readonly origin: string;
  readonly entityId: string;
  readonly consumer: string;
  readonly logOutService: string;
}

/** A SAML application with `@node-saml/node-saml`, which learns of the emulator once that runs. */
export interface StartedSamlApplication extends SamlWebApplication {
  /** Reads the metadata of a policy at `…/{tenant}/{policy}`. */
  trust(base: string, config?: Partial<SamlConfig>): Promise<void>;
}

/**
 * Starts the application, with one user: `/sign-in` sends its request by redirect, `/sign-in-by-form` by form; `/` says as
 * JSON who is signed in; `/sign-out` asks for single logout, and `/saml/logout` hears of it.
 */
export async function startSamlApplication(t: TestContext): Promise<StartedSamlApplication> {
  let saml: SAML | undefined;
  let user: Profile | undefined;
  const requireSaml = () => {
    if (saml) return saml;
    throw new Error('The application does not know the emulator yet.');
  };
  const take = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    switch (url.pathname) {
      case '/sign-in':
        return { location: await requireSaml().getAuthorizeUrlAsync('r-1', undefined, {}) };
      case '/sign-in-by-form':
        return { html: await byForm(requireSaml()).getAuthorizeFormAsync('r-2') };
      case '/saml/acs': {
        const { profile } = await requireSaml().validatePostResponseAsync(form);
        user = profile ?? undefined;
        return { location: `/?relay=${form['RelayState']}` };
      }
      case '/sign-out':
        if (!user) throw new Error('Nobody is signed in.');
        return { location: await requireSaml().getLogoutUrlAsync(user, 'bye', {}) };
      case '/saml/logout': {
        const told = await hear(requireSaml(), url, form);
        user = undefined;
        return { location: told ?? '/signed-out' };
      }
      default:
        return {
          html: `<pre>${JSON.stringify({ user: shown(user) }).replaceAll('<', '&lt;')}</pre>`,
        };
    }
  };
  const server = createServer(async (request, response) => {
    const answer = await take(request).catch((fault): Answer => ({ html: String(fault) }));
    if ('location' in answer) return response.writeHead(302, answer).end();
    return response.setHeader('content-type', 'text/html').end(answer.html);
  });
  const origin = `http://localhost:${await listen(t, server)}`;
  const application = {
    origin,
    entityId: `${origin}/saml`,
    consumer: `${origin}/saml/acs`,
    logOutService: `${origin}/saml/logout`,
  };
  const trust = async (base: string, config: Partial<SamlConfig> = {}) => {
    saml = await openSaml(application, base, config);
  };
  return { ...application, trust };
}

type Answer = { readonly location: string } | { readonly html: string };

async function openSaml(
  { entityId, consumer, logOutService }: SamlWebApplication,
  base: string,
  config: Partial<SamlConfig>,
): Promise<SAML> {
  const party = readSamlMetadata(await (await fetch(`${base}/samlp/metadata`)).text());
  return new SAML({
    idpCert: [...(party?.certificates ?? [])],
    ...{ issuer: entityId, audience: entityId, callbackUrl: consumer },
    idpIssuer: party?.entityId ?? '',
    entryPoint: `${base}/samlp/sso/login`,
    logoutUrl: `${base}/samlp/sso/logout`,
    logoutCallbackUrl: logOutService,
    validateInResponseTo: ValidateInResponseTo.always,
    ...{ wantAuthnResponseSigned: true, wantAssertionsSigned: true },
    ...config,
  });
}

/** The same application, with its requests in forms; it knows of the same requests. */
function byForm(saml: SAML): SAML {
  const { options, cacheProvider } = saml;
  return new SAML({
    ...options,
    ...{ cacheProvider, authnRequestBinding: 'HTTP-POST', skipRequestCompression: true },
  });
}

/** Where the browser goes on: with an answer, where the emulator has asked. */
async function hear(
  saml: SAML,
  url: URL,
  form: Record<string, string>,
): Promise<string | undefined> {
  if (form['SAMLRequest']) {
    const { profile } = await saml.validatePostRequestAsync(form);
    return saml.getLogoutResponseUrlAsync(profile, '', {}, true);
  }
  const query = Object.fromEntries(url.searchParams);
  const { profile } = await saml.validateRedirectAsync(query, url.search.slice(1));
  return profile ? saml.getLogoutResponseUrlAsync(profile, '', {}, true) : undefined;
}

/** What the starter pack calls displayName in SAML. */
const displayNameAttribute = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';

function shown(user: Profile | undefined) {
  if (!user) return null;
  return { nameId: user.nameID, issuer: user.issuer, displayName: user[displayNameAttribute] };
}
