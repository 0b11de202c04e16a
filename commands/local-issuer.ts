import { startIssuer } from '../caller/issuer.ts';
import { type LocalProfile, tokenEndpointOf } from './local-policies.ts';
import { reservePort } from './ports.ts';

/** What the issuer is made from. */
export interface LocalIssuerStart {
  readonly profiles: readonly LocalProfile[];
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly keyFolder: string;
}

/** A running issuer: `origin` is also the `iss` of its tokens. */
export interface LocalIssuer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Starts the issuer that the policies' token profiles point to, for the clients of their keys.
 * Undefined where no profile of ours takes a JWT, or its tokens come from another machine.
 * @throws Error with one line to print, when its port is in use
 */
export async function startLocalIssuer(start: LocalIssuerStart): Promise<LocalIssuer | undefined> {
  const endpoint = tokenEndpointOf(start.profiles);
  if (!endpoint || !loopback.has(endpoint.hostname)) return undefined;
  const port = Number(endpoint.port || 80);
  await reservePort(port, 'the token issuer', '--issuer-port');
  const origin = `http://localhost:${port}`;
  const { close } = await startIssuer({
    port,
    issuer: origin,
    audience: start.settings['Bearer__Audience'] ?? '',
    clients: clientsOf(start),
    keyFolder: start.keyFolder,
  });
  return { origin, close };
}

/** Client id → secret, as the token profiles' policy keys have them in the settings. */
function clientsOf({ profiles, settings }: LocalIssuerStart): Map<string, string> {
  const clients = new Map<string, string>();
  for (const { tokenProfile } of profiles) {
    const authentication = tokenProfile?.authentication;
    if (authentication?.type !== 'Basic') continue;
    const id = settings[authentication.username];
    const secret = settings[authentication.password];
    if (id && secret) clients.set(id, secret);
  }
  return clients;
}
