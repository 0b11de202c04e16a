import { readCsv } from './csv.ts';

/** One message of the journey recorder, whole. */
export interface RecorderMessage {
  /** Undefined: the text came without a query around it. */
  readonly at: Date | undefined;
  readonly clips: readonly unknown[];
}

/** What a text holds, and what of it cannot be read, as sentences. */
export interface RecorderRows {
  readonly messages: readonly RecorderMessage[];
  readonly faults: readonly string[];
}

/**
 * The messages of a pasted JSON array of clips, of several of them one after another, or of the CSV of
 * an Application Insights query. @see facts engine 5.1, 5.2
 */
export function readRecorderRows(text: string): RecorderRows {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return readQuery(trimmed);
  const clips = parseClips(trimmed);
  return clips
    ? { messages: [{ at: undefined, clips }], faults: [] }
    : { messages: [], faults: ['The text begins as a JSON array of clips and is none.'] };
}

interface Row {
  readonly number: number;
  readonly timestamp: string;
  readonly roleInstance: string;
  readonly message: string;
}

function readQuery(text: string): RecorderRows {
  const [header = [], ...rows] = readCsv(text).rows.map(({ fields }) => fields);
  const names = header.map((name) => name.replace(/\[.*\]|[^a-z]/gi, '').toLowerCase());
  const column = (name: string) => names.indexOf(name);
  const [message, timestamp, role] = ['message', 'timestamp', 'cloudroleinstance'].map(column);
  if (message === undefined || message < 0 || timestamp === undefined || timestamp < 0) {
    const fault =
      'The text is no JSON array of clips, and no CSV with the columns "timestamp" and "message".';
    return { messages: [], faults: [fault] };
  }
  const read = rows.map((cells, index) => ({
    number: index + 2, // as an editor counts, behind the header
    timestamp: cells[timestamp] ?? '',
    roleInstance: cells[role ?? -1] ?? '',
    message: (cells[message] ?? '').trim(),
  }));
  return joinRows(read);
}

/** Large messages are split: rows of one time and instance belong together, the one with `[` first. */
function joinRows(rows: readonly Row[]): RecorderRows {
  const messages: RecorderMessage[] = [];
  const faults: string[] = [];
  for (const group of groupsOf(rows)) {
    const [first] = group;
    if (!first) continue;
    const parts: Row[] = [];
    const at = dateOf(first.timestamp);
    for (const row of group) {
      const clips = parseClips(row.message);
      if (clips) messages.push({ at, clips });
      else parts.push(row);
    }
    const joined = joinParts(parts);
    if (joined) messages.push({ at, clips: joined });
    else if (parts.length > 0) faults.push(`The message of row ${first.number} is not whole.`);
  }
  return { messages, faults };
}

function groupsOf(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.timestamp} ${row.roleInstance}`;
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function joinParts(parts: readonly Row[]): readonly unknown[] | undefined {
  const begins = ({ message }: Row) => message.startsWith('[');
  const ends = ({ message }: Row) => message.endsWith(']') && !message.startsWith('[');
  const ordered = [
    ...parts.filter(begins),
    ...parts.filter((part) => !begins(part) && !ends(part)),
    ...parts.filter(ends),
  ];
  return parseClips(ordered.map(({ message }) => message).join(''));
}

function parseClips(text: string): readonly unknown[] | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function dateOf(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
