import { setTimeout as delay } from 'node:timers/promises';

/** What a process is started with, so that its heap can be asked for; nothing of ours takes part. */
export const inspectorOptions = '--inspect=127.0.0.1:0';

/** Asks a process for the bytes of its heap after a full collection. */
export interface HeapMeter {
  usedBytes(): Promise<number>;
  close(): void;
}

/** Connects to the inspector that a process has announced on stderr. */
export async function connectInspector(output: () => string): Promise<HeapMeter> {
  const socket = new WebSocket(await announcedUrl(output));
  const answers = new Map<number, (result: Record<string, unknown>) => void>();
  const opened = Promise.withResolvers<void>();
  socket.addEventListener('open', () => opened.resolve());
  socket.addEventListener('error', () =>
    opened.reject(new Error('The inspector does not answer.')),
  );
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data));
    answers.get(id)?.(result);
    answers.delete(id);
  });
  await opened.promise;
  let lastId = 0;
  const ask = (method: string): Promise<Record<string, unknown>> => {
    lastId += 1;
    const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
    answers.set(lastId, resolve);
    socket.send(JSON.stringify({ id: lastId, method }));
    return promise;
  };
  return {
    async usedBytes() {
      await ask('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.collectGarbage');
      return Number((await ask('Runtime.getHeapUsage'))['usedSize']);
    },
    close: () => socket.close(),
  };
}

async function announcedUrl(output: () => string): Promise<string> {
  for (;;) {
    const [, url] = /Debugger listening on (ws:\S+)/.exec(output()) ?? [];
    if (url !== undefined) return url;
    await delay(10);
  }
}
