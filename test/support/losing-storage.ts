import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { startAzurite } from './azurite.ts';
import { listen } from './listen.ts';
import type { Scope } from './scope.ts';

/** A table storage whose answers may be lost. */
export interface LosingStorage {
  readonly connectionString: string;
  /** The next entity that is created (PUT: replaced) is there, and whoever wrote it never hears so. */
  loseNext(method?: 'POST' | 'PUT'): void;
  /** Whether an answer is still to be lost. */
  isLosing(): boolean;
}

/** Starts Azurite behind a front that passes everything on, but for answers that it is to lose. */
export async function startLosingStorage(t: Scope): Promise<LosingStorage> {
  const { connectionString } = await startAzurite(t);
  const endpoint = /TableEndpoint=([^;]*)/.exec(connectionString)?.[1] ?? '';
  let lost: string | undefined;
  const front = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const answer = await passOn(request, new URL(url, endpoint));
    const { statusCode = 500, headers } = answer;
    if (method === lost && statusCode < 300 && !url.includes('/Tables')) {
      lost = undefined;
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
    loseNext: (method = 'POST') => {
      lost = method;
    },
    isLosing: () => lost !== undefined,
  };
}

async function passOn(request: IncomingMessage, url: URL): Promise<IncomingMessage> {
  const { method, headers } = request;
  const onward = send(url, { method, headers });
  request.pipe(onward);
  const [answer] = await once(onward, 'response');
  return answer;
}
