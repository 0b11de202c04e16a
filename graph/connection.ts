import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import tls from 'node:tls';
import { GraphUnreachable } from './faults.ts';

/** What holds the connections to Graph, by the protocol of its address. */
export interface GraphConnections {
  readonly 'http:': HttpAgent;
  readonly 'https:': HttpsAgent;
  close(): void;
}

/**
 * Connections through the proxy of HTTPS_PROXY, less the hosts of NO_PROXY, that trust the machine's
 * own authorities besides Node's and those of NODE_EXTRA_CA_CERTS: behind a proxy that opens TLS there
 * is no other way. Where Node can, all else in the process trusts them too, so that `@azure/identity`,
 * which heeds the proxy by itself, gets through as well.
 * @throws GraphUnreachable where a proxy is asked for that this Node does not know how to use
 */
export function connectGraph(env: NodeJS.ProcessEnv): GraphConnections {
  requireProxySupport(env, process.versions.node);
  const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  tls.setDefaultCACertificates?.(ca); // from 22.19 on
  const options = { keepAlive: true, ca, proxyEnv: env };
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent(options) };
  return {
    ...agents,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** An older Node takes the option of the agent without a word, and goes past the proxy. */
export function requireProxySupport(env: NodeJS.ProcessEnv, version: string): void {
  const proxy = env['HTTPS_PROXY'] || env['https_proxy'];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const knowsProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (!proxy || knowsProxies) return;
  throw new GraphUnreachable(
    `HTTPS_PROXY is set, and Node ${version} cannot use it: take Node 22.21, 24.5 or newer.`,
    false,
  );
}
