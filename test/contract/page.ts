/** Cells of one table; tests fill it. */
export type Rows = string[][];

interface Table {
  readonly heading: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: Rows;
}

/** What is said of a table. */
export interface TableParts {
  readonly title: string;
  /** A sentence or two above the table. */
  readonly about?: string;
  readonly columns: readonly string[];
  /** Whether it begins a part of the page; else it belongs to the one above. */
  readonly isPart?: boolean;
}

/** docs/contract.md, which grows while tests run; its tables are in the order in which they were added. */
export class Page {
  readonly #tables: Table[] = [];

  add({ title, about = '', columns, isPart = false }: TableParts): Rows {
    const table = { heading: `${isPart ? '##' : '###'} ${title}`, about, columns, rows: [] };
    this.#tables.push(table);
    return table.rows;
  }

  toMarkdown(): string {
    return `${introduction}\n${this.#tables.map(tableText).join('\n')}`;
  }
}

/** Text as it was on the wire. Characters that would not be seen are escaped, long runs cut. */
export function wire(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  const visible = short.replaceAll(/[\p{Cc}\u{feff}]/gu, (character) =>
    JSON.stringify(character).slice(1, -1).replace('\u{feff}', String.raw`\ufeff`),
  );
  if (visible === '') return '(empty)';
  const fence = visible.includes('`') ? '``' : '`';
  return `${fence}${visible.replaceAll('|', String.raw`\|`)}${fence}`;
}

const introduction = `# The contract

What a RESTful technical profile's API gets and answers, encoding by encoding and credential by credential. Every row is a
request over HTTP to our host and what came back; \`test/contract/contract.test.ts\` writes this page and fails when a row
changes (\`node --test --test-update-snapshots test/contract/contract.test.ts\` accepts it).

B2C does not document the JSON type of each claim it sends, so each is accepted in its native form (JSON's own types) and in
its text form (.NET's text). "Arrives" is what the function sees, written as the JSON that B2C would get back.
`;

function tableText({ heading, about, columns, rows }: Table): string {
  const all = [columns, columns.map(() => '---'), ...rows];
  const lines = all.map((cells) => `| ${cells.join(' | ')} |`);
  const parts = [heading, about, lines.join('\n')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
