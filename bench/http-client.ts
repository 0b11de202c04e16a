import { Agent, request } from 'node:http';

/** One request that is sent again and again over one connection. */
export interface Call {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Sends the call and reads the whole answer; rejects when the connection fails. */
function send({ url, method, headers, body }: Call): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(
      url,
      { method, agent, headers: { ...headers, ...length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Milliseconds for `times` calls, one after another; every answer must have the status. */
export async function timeCalls(call: Call, times: number, status: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < times; index += 1) {
    const answer = await send(call);
    if (answer.status !== status)
      throw new Error(`${call.url} answered ${answer.status}, not ${status}.`);
  }
  return performance.now() - start;
}

/** Waits until the call is answered with the status at all, for a process that is starting. */
export async function untilAnswered(call: Call, status: number): Promise<void> {
  for (;;) {
    const answer = await send(call).catch(() => undefined);
    if (answer?.status === status) return;
    if (answer)
      throw new Error(`${call.url} answered ${answer.status}, not ${status}: ${answer.text}`);
  }
}

/** Ends the kept connections, so that a benchmark's process can end. */
export function closeConnections(): void {
  agent.destroy();
}
