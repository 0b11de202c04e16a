import * as fc from 'fast-check';

/** One change of a request's bytes; `place` is a share of its length. */
export interface Mutation {
  readonly kind: 'flip' | 'insert' | 'remove' | 'repeat' | 'cut';
  readonly place: number;
  readonly piece: Buffer;
}

const pieces = [
  ...['\r\n', '\n', '\r', '\r\n\r\n', '\0', ' ', '\t', ':', '\x7f', '\xff', '%', '%00', '\r\n '],
  ...['Transfer-Encoding: chunked\r\n', 'Content-Length: 5\r\n', 'Connection: close\r\n'],
  ...[
    'Expect: 100-continue\r\n',
    'Upgrade: websocket\r\n',
    'Host: other\r\n',
    'HTTP/0.9',
    'HTTP/2.0',
  ],
  ...['0\r\n\r\n', 'ffffffffffffffff\r\n', 'GET / HTTP/1.1\r\n\r\n', '\xed\xa0\x80', '\xc0\xaf'],
].map((text) => Buffer.from(text, 'latin1'));

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'insert', 'remove', 'repeat', 'cut'),
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  piece: fc.oneof(
    fc.constantFrom(...pieces),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  ),
});

/** Changes of a request's bytes, one to four. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** The bytes after all changes. */
export function mutate(bytes: Buffer, changes: readonly Mutation[]): Buffer {
  return changes.reduce(change, bytes);
}

/** Changes the body alone, so that the request still ends where its Content-Length says. */
export function mutateBody(bytes: Buffer, changes: readonly Mutation[]): Buffer {
  const end = bytes.indexOf('\r\n\r\n') + 4;
  const body = mutate(bytes.subarray(end), changes);
  const head = bytes
    .toString('latin1', 0, end)
    .replace(/(content-length: )\d+(\r\n\r\n)$/, `$1${body.length}$2`);
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

function change(bytes: Buffer, { kind, place, piece }: Mutation): Buffer {
  const at = Math.floor(place * bytes.length);
  const [before, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, piece, rest.subarray(piece.length)]);
    case 'insert':
      return Buffer.concat([before, piece, rest]);
    case 'remove':
      return Buffer.concat([before, rest.subarray(piece.length)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + piece.length), rest]);
    case 'cut':
      return before;
  }
}
