import type { JourneyGraph } from './graph.ts';
import { type Arrow, type Box, boxHeight, layOutGraph, noteHeight, sizes } from './graph-layout.ts';

/** Journeys as a picture, for light and dark pages; every text of the policy is escaped. */
export function svgOf(graphs: readonly JourneyGraph[], name: string): string {
  const { width, height, titles, boxes, arrows } = layOutGraph(graphs);
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `<title>${escapeXml(name)}</title>`,
    `<style>${style}</style>`,
    marker,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...titles.map(({ text, y }) => textLine(text, 'heading', { x: sizes.margin, y: y + 22 })),
    ...arrows.map(drawArrow),
    ...boxes.map(drawBox),
    '</svg>\n',
  ].join('\n');
}

const marker =
  '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">' +
  '<path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>';

function drawBox(box: Box): string {
  const { x, y, role, title, lines, notes } = box;
  const height = boxHeight(box);
  const left = x + 12;
  const first = y + sizes.padding + 13;
  const note = `<rect class="box note" x="${x + 8}" y="${y + height}" width="${sizes.box - 16}" height="${noteHeight(box)}"/>`;
  return [
    notes.length > 0 ? note : '',
    `<rect class="box ${role}" x="${x}" y="${y}" width="${sizes.box}" height="${height}" rx="6"/>`,
    ...column(title, 'title', { x: left, y: first }),
    ...column(lines, 'line', { x: left, y: first + title.length * sizes.line }),
    ...column(notes, 'remark', { x: left + 4, y: y + height + 16 }),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function column(texts: readonly string[], name: string, { x, y }: Point): string[] {
  return texts.map((text, index) => textLine(text, name, { x, y: y + index * sizes.line }));
}

function textLine(text: string, name: string, { x, y }: Point): string {
  return `<text class="${name}" x="${x}" y="${y}">${escapeXml(text)}</text>`;
}

/** Down along the first column, or from the right side to the left side of the next box. */
function drawArrow({ from, to, kind }: Arrow): string {
  if (kind === 'next') {
    const x = from.x + sizes.box / 2;
    return `<path class="arrow ${kind}" d="M${x} ${from.y + from.height} V${to.y - 1}"/>`;
  }
  const startX = from.x + sizes.box;
  const [startY, endY] = [from.y + 18, to.y + 18];
  const turn = startX + (sizes.column - sizes.box) / 2;
  return `<path class="arrow ${kind}" d="M${startX} ${startY} H${turn} V${endY} H${to.x - 1}"/>`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** For text and attributes. What XML cannot hold, and what turns the direction of text, is left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities.get(character) ?? character)
    .replace(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu,
      '',
    );
}

/** Fill, border, and the two of them on a dark page. */
const colors: Readonly<Record<string, readonly [string, string, string, string]>> = {
  step: ['#ffffff', '#334155', '#1e293b', '#94a3b8'],
  page: ['#dbeafe', '#2563eb', '#172f5f', '#60a5fa'],
  rest: ['#dcfce7', '#15803d', '#12381f', '#4ade80'],
  directory: ['#ede9fe', '#6d28d9', '#33215c', '#a78bfa'],
  provider: ['#ffedd5', '#c2410c', '#4a230f', '#fb923c'],
  issuer: ['#fce7f3', '#be185d', '#4d1230', '#f472b6'],
  claims: ['#f1f5f9', '#64748b', '#293548', '#94a3b8'],
  session: ['#f1f5f9', '#64748b', '#293548', '#94a3b8'],
  other: ['#f1f5f9', '#64748b', '#293548', '#94a3b8'],
  note: ['#fffbeb', '#b8a04a', '#2b2615', '#b8a04a'],
};

function fills(fill: 0 | 2, border: 1 | 3): string {
  return Object.entries(colors)
    .map(([name, pair]) => `.${name}{fill:${pair[fill]};stroke:${pair[border]}}`)
    .join('');
}

const style = [
  'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#0f172a}',
  '.heading{font-size:20px;font-weight:600}.title{font-size:13px;font-weight:600}',
  '.line{font-size:12px;fill:#334155}.remark{font-size:12px;font-style:italic;fill:#5b4a12}',
  '.ground{fill:#f8fafc}.note{stroke-dasharray:4 3}',
  '.arrow{fill:none;stroke:#64748b;stroke-width:1.4;marker-end:url(#tip)}',
  '.next{stroke-width:2}.validation{stroke-dasharray:5 4}.tip{fill:#64748b}',
  fills(0, 1),
  '@media (prefers-color-scheme:dark){text{fill:#f1f5f9}.line{fill:#cbd5e1}.remark{fill:#e6d9a8}',
  '.ground{fill:#0f172a}.arrow{stroke:#94a3b8}.tip{fill:#94a3b8}',
  `${fills(2, 3)}}`,
].join('');
