import { createServer, type RequestListener, type Server } from 'node:http';
import type { Dispatch } from './dispatch.ts';
import { codeOf, HostFault, messageOf } from './host-fault.ts';
import { requestLimits } from './request.ts';

/** A server that takes calls. */
export interface RunningServer {
  readonly port: number;
  /**
   * Takes no new calls and waits for those that run; after `patienceMs` it cuts them off.
   * @returns whether all of them came to their end
   */
  stop(patienceMs: number): Promise<boolean>;
}

/** How long a caller may take; whoever takes longer gets 408 and loses the connection. */
interface CallerTimes {
  /** For the headers of a request. */
  readonly headersMs: number;
  /** For all of a request, its body included. */
  readonly requestMs: number;
  /** For the next request on a connection. */
  readonly keepAliveMs: number;
  /** How often connections are looked at. */
  readonly checkMs: number;
}

/**
 * Kestrel's, but for the whole request: it asks for 240 bytes a second after five seconds (unconfirmed
 * for the Functions host), while Node can only limit the time.
 */
const callerTimes: CallerTimes = {
  headersMs: 30_000,
  requestMs: 60_000,
  keepAliveMs: 130_000,
  checkMs: 5_000,
};

/**
 * Serves on 127.0.0.1 only.
 * @param port - 0 for any that is free
 * @throws HostFault where the port is in use or not allowed.
 */
export async function startServer(
  dispatch: Dispatch,
  port: number,
  times = callerTimes,
): Promise<RunningServer> {
  const server = createServer({
    maxHeaderSize: requestLimits.headerBytes,
    headersTimeout: times.headersMs,
    requestTimeout: times.requestMs,
    keepAliveTimeout: times.keepAliveMs,
    connectionsCheckingInterval: times.checkMs,
    insecureHTTPParser: false,
  });
  // Node drops the header fields beyond this number silently; `dispatch` refuses such a request.
  server.maxHeadersCount = 0;
  const answer: RequestListener = (request, response) => {
    // A connection that is kept after the last call would hold up the end.
    response.once('close', () => server.listening || server.closeIdleConnections());
    void dispatch(request, response);
  };
  server.on('request', answer);
  // Kestrel ignores an Expect that it does not know.
  server.on('checkExpectation', answer);
  await listen(server, port);
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  return { port: actualPort, stop: (patienceMs) => stop(server, patienceMs) };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw new HostFault(explain(error, port), { cause: error });
  }
}

function explain(error: unknown, port: number): string {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: stop what uses it, or choose another with --port.`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used: choose another with --port.`;
  return `Port ${port} cannot be used: ${messageOf(error)}.`;
}

async function stop(server: Server, patienceMs: number): Promise<boolean> {
  let isPatient = true;
  const cutOff = () => {
    isPatient = false;
    server.closeAllConnections();
  };
  const timer = setTimeout(cutOff, patienceMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(timer);
  return isPatient;
}
