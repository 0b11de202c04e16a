import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { startAzurite } from './azurite.ts';
import { listen } from './listen.ts';
import type { Scope } from './scope.ts';

/** A table storage whose answers may be lost. */
export interface LosingStorage {
  readonly connectionString: string;
  /** The next entity that is created is there, and whoever created it never hears so. */
  loseNext(): void;
  /** Whether an answer is still to be lost. */
  isLosing(): boolean;
}

/** Starts Azurite behind a front that passes everything on, but for answers that it is to lose. */
export async function startLosingStorage(t: Scope): Promise<LosingStorage> {
  const { connectionString } = await startAzurite(t);
  const endpoint = /TableEndpoint=([^;]*)/.exec(connectionString)?.[1] ?? '';
  let isLosing = false;
  const front = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const answer = await passOn(request, new URL(url, endpoint));
    const { statusCode = 500, headers } = answer;
    if (isLosing && method === 'POST' && statusCode < 300 && !url.includes('/Tables')) {
      isLosing = false;
      answer.resume();
      response.destroy();
      return;
    }
    response.writeHead(statusCode, headers);
    answer.pipe(response);
  });
  const port = await listen(t, front);
  return {
    connectionString: connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`),
    loseNext: () => {
      isLosing = true;
    },
    isLosing: () => isLosing,
  };
}

async function passOn(request: IncomingMessage, url: URL): Promise<IncomingMessage> {
  const { method, headers } = request;
  const onward = send(url, { method, headers });
  request.pipe(onward);
  const [answer] = await once(onward, 'response');
  return answer;
}
