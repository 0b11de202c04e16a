import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { hostOf } from '../compiler/service-host.ts';

/** What a server showed in TLS handshakes. */
export interface Handshake {
  /** What both agreed on when all is offered: `TLSv1.3`. */
  readonly protocol: string;
  /** Whether it still speaks TLS 1.1 or older. */
  readonly takesOld: boolean;
  /** Whether it takes TLS 1.2 with one of the suites that B2C offers. */
  readonly takesSuites: boolean;
  /** Why the certificate is not believed here; absent where it is. */
  readonly distrust?: string;
  readonly expires: Date;
}

/** @see facts rest-contract 3.4 */
const suites = [
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ...['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES256-SHA384'],
  ...['ECDHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES256-SHA384'],
];

/** OpenSSL offers the old ones only at its lowest level of security. */
const old: ConnectionOptions = {
  ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
};

/** Shakes hands three times. @throws Error of the connection, where nobody does */
export async function probeTls(url: URL, timeoutMs: number): Promise<Handshake> {
  const host = hostOf(url.href) ?? '';
  const name = isIP(host) === 0 ? { servername: host } : {};
  const common = { host, port: Number(url.port || 443), ...name, rejectUnauthorized: false };
  const shake = (own: ConnectionOptions) => handshake({ ...common, ...own }, timeoutMs);
  const first = await shake({});
  const twelve = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
  const [takesOld, takesSuites] = await Promise.all([
    succeeds(shake(old)),
    succeeds(shake({ ...twelve, ciphers: suites.join(':') })),
  ]);
  return { ...first, takesOld, takesSuites };
}

async function succeeds(shaking: Promise<unknown>): Promise<boolean> {
  try {
    await shaking;
    return true;
  } catch {
    return false;
  }
}

type Shown = Pick<Handshake, 'protocol' | 'distrust' | 'expires'>;

function handshake(options: ConnectionOptions, timeoutMs: number): Promise<Shown> {
  const { promise, resolve, reject } = Promise.withResolvers<Shown>();
  const socket = connect(options, () => {
    resolve(shownBy(socket));
    socket.destroy();
  });
  socket.on('error', reject);
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer in ${timeoutMs} ms`)));
  return promise;
}

function shownBy(socket: TLSSocket): Shown {
  const { authorized, authorizationError } = socket;
  const distrust = authorized ? {} : { distrust: String(authorizationError) };
  const expires = new Date(socket.getPeerCertificate().valid_to);
  return { protocol: socket.getProtocol() ?? 'unknown', expires, ...distrust };
}
