import assert from 'node:assert/strict';

/** One server-sent event, as far as it carries something. */
interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
}

/** Reads server-sent events one after another, as EventSource does. */
export class EventStream {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  private constructor(response: Response, body: ReadableStream<Uint8Array>) {
    this.response = response;
    const decoder: ReadableWritablePair<string, Uint8Array> = new TextDecoderStream();
    this.#reader = body.pipeThrough(decoder).getReader();
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const response = await fetch(url, { headers });
    assert.ok(response.body);
    return new EventStream(response, response.body);
  }

  /** The next event that carries something; undefined once the stream has ended. */
  async next(): Promise<ServerSentEvent | undefined> {
    for (;;) {
      const block = await this.#nextBlock();
      if (block === undefined) return undefined;
      const fields = new Map(block.split('\n').map(readField));
      const [event, data, id] = ['event', 'data', 'id'].map((name) => fields.get(name));
      if (event !== undefined) return { event, data: data ?? '', ...(id ? { id } : {}) };
    }
  }

  /** Lines up to an empty one. */
  async #nextBlock(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += value;
    }
  }

  /** As a page that is closed. */
  async close(): Promise<void> {
    await this.#reader.cancel();
  }
}

function readField(line: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
  return [name, value];
}
