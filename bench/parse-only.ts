import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';

const events = ['attribute', 'opentag', 'closetag', 'text', 'cdata'] as const;

/** Reads a file and parses it as `compiler/xml.ts` does, with listeners that do nothing. */
export function parseOnly(file: string): void {
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.on('error', (error) => {
    throw error;
  });
  for (const event of events) parser.on(event, () => undefined);
  parser.write(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')).close();
}

/** How many milliseconds it takes. */
export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
