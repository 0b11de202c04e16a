import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * JSON-RPC 2.0 with a `bicep jsonrpc --stdio` that is started once: each process of its own takes two
 * seconds to warm up, each request to a warm one a tenth of that.
 */
export class BicepProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #pending = new Map<number, Pending>();
  #received: Buffer = Buffer.alloc(0);
  #requests = 0;

  constructor(bicep: string) {
    this.#child = spawn(bicep, ['jsonrpc', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code) => this.#fail(new Error(`bicep ended with ${code}.`)));
    this.#child.stdin.on('error', (error) => this.#fail(error));
  }

  /** Rejects with Bicep's own message where it refuses. */
  call(method: string, params: object): Promise<unknown> {
    this.#requests += 1;
    const id = this.#requests;
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { resolve, reject });
    this.#child.stdin.write(
      Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]),
    );
    return promise;
  }

  /** Ends the process; requests under way are rejected. */
  end(): void {
    this.#child.kill();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (let message = this.#next(); message !== undefined; message = this.#next()) {
      const { id, result, error } = JSON.parse(message);
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) pending?.reject(new Error(error.message));
      else pending?.resolve(result);
    }
  }

  /** The next whole message; undefined until it has arrived. */
  #next(): string | undefined {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    const length = Number(
      /Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, end))?.[1],
    );
    const start = end + 4;
    if (this.#received.length < start + length) return undefined;
    const message = this.#received.toString('utf8', start, start + length);
    this.#received = this.#received.subarray(start + length);
    return message;
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
