import { fold } from './id-map.ts';

/** The host of a ServiceUrl, folded, without port and brackets; undefined where it cannot be told. */
export function hostOf(serviceUrl: string): string | undefined {
  const host = URL.parse(serviceUrl)?.hostname;
  return host ? fold(host).replace(/^\[|\]$|\.$/g, '') : undefined;
}

/** Only this machine answers there. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$/.test(host);
}

/** An address of a network of one's own, or a name that only such a network knows. */
export function isPrivate(host: string): boolean {
  return isPrivateAddress(host) || /\.(local|internal|lan|home\.arpa)$/.test(host);
}

/** RFC 1918, RFC 3927, RFC 4193 and RFC 4291. */
function isPrivateAddress(host: string): boolean {
  const isVersion6 = host.includes(':');
  if (isVersion6) return /^(f[cd]|fe[89ab])[0-9a-f]*:/.test(host);
  return /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)(\.\d+)+$/.test(host);
}

const tunnels = [
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'devtunnels.ms',
  'localtunnel.me',
  'loca.lt',
  'localhost.run',
  'lhr.life',
  'serveo.net',
  'trycloudflare.com',
  'tunnelmole.net',
  'pagekite.me',
];

const recorders = [
  'webhook.site',
  'requestbin.com',
  'requestbin.net',
  'hookbin.com',
  'beeceptor.com',
  'pipedream.net',
  'requestcatcher.com',
  'postb.in',
  'mocky.io',
];

/** A name that leads to some developer's machine. */
export function isTunnel(host: string): boolean {
  return tunnels.some((domain) => isUnder(host, domain));
}

/** A service that shows every request to whoever has the link. */
export function isRecorder(host: string): boolean {
  return recorders.some((domain) => isUnder(host, domain));
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
