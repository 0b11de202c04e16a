import assert from 'node:assert/strict';
import test from 'node:test';
import { claimToJson, claimToText } from '../../caller/claim-forms.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { send } from '../support/raw-http.ts';
import { type Page, wire } from './page.ts';
import { type Place, places } from './places.ts';
import { type TypeRow, typeRows } from './rows.ts';

/** Sends every data type through every place: native, as text, absent, empty, malformed. */
export function testEncodings(baseUrl: string, page: Page): void {
  for (const place of places) {
    const rows = page.add({
      title: `Encodings: ${place.name}`,
      isPart: place === places[0],
      columns: ['DataType', 'native', 'text', 'absent', 'empty', 'malformed'],
    });
    for (const row of typeRows) {
      test(`${row.dataType} in ${place.name}`, async () => {
        const exchange = (raw: string | undefined) => ask(baseUrl, place, row.claim, raw);
        const forms = formsOf(row, place);
        const cells: string[] = [row.dataType];
        for (const { raw, arrives } of [forms.native, forms.text]) {
          const { status, arrived } = await exchange(raw);
          assert.equal(status, 200);
          assert.equal(arrived, arrives);
          cells.push(`${wire(raw)} → ${wire(arrived)}`);
        }
        cells.push(await nothingOf(exchange, place, [undefined]));
        cells.push(await nothingOf(exchange, place, place.kind === 'json' ? ['null', '""'] : ['']));
        cells.push(await refusalOf(exchange, forms.malformed));
        rows.push(cells);
      });
    }
  }
}

interface Answer {
  readonly status: number | undefined;
  /** The claim's JSON; "" where there was none. */
  readonly arrived: string;
}

type Exchange = (raw: string | undefined) => Promise<Answer>;

async function ask(
  baseUrl: string,
  place: Place,
  claim: string,
  raw: string | undefined,
): Promise<Answer> {
  const { status, body } = await send(baseUrl, place.request(claim, raw));
  const text = body.toString();
  const isClaim = status === 200 && text.startsWith(`{"${claim}":`);
  return { status, arrived: isClaim ? text.slice(claim.length + 4, -1) : '' };
}

function formsOf(row: TypeRow, { kind, isPlain }: Place) {
  const value = (isPlain ? (row.plainValue ?? row.value) : row.value) as NonNullable<ClaimValue>;
  const write = kind === 'json' ? claimToJson : claimToText;
  const arrives = jsonOf(value);
  const joined = row.readAs === undefined ? arrives : jsonOf(row.readAs);
  return {
    native: {
      raw: write(value, row.dataType, 'native'),
      arrives: kind === 'json' ? arrives : joined,
    },
    text: { raw: write(value, row.dataType, 'text'), arrives: joined },
    malformed: kind === 'json' ? row.malformedJson : row.malformedText,
  };
}

/** What B2C gets back; long with all digits, dateTime with seven of its second's. */
function jsonOf(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString().replace('Z', '0000Z'));
  return JSON.stringify(value);
}

/** An empty placeholder leaves no path that a route could have. */
async function nothingOf(
  exchange: Exchange,
  { name }: Place,
  raws: readonly (string | undefined)[],
): Promise<string> {
  const expected = name.endsWith('in the path') ? 404 : 200;
  for (const raw of raws) {
    const { status, arrived } = await exchange(raw);
    assert.equal(status, expected);
    assert.equal(arrived, '');
  }
  const shown = raws.map((raw) => (raw === undefined ? '' : `${wire(raw)} `)).join('or ');
  return expected === 404 ? '404' : `${shown}→ nothing`.replace(/^→ /, '');
}

async function refusalOf(exchange: Exchange, raw: string | undefined): Promise<string> {
  if (raw === undefined) return 'any text is one';
  const { status } = await exchange(raw);
  assert.equal(status, 400);
  return `${wire(raw)} → 400`;
}
