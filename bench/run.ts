import { coldStart } from './cold-start.ts';
import { compile } from './compile.ts';
import { credentials } from './credentials.ts';
import { hostile } from './hostile.ts';
import { journey } from './journey.ts';
import { lint } from './lint.ts';
import type { Ratio } from './measure.ts';
import { pages } from './pages.ts';
import { machine, ratioTable, saveResults } from './results.ts';
import { secondStart } from './second-start.ts';
import { traceViewer } from './trace-viewer.ts';
import { warmCall } from './warm-call.ts';

/** Every benchmark of the project, in the order of the table. */
const benchmarks: readonly (() => Promise<Ratio | Ratio[]>)[] = [
  warmCall,
  credentials,
  coldStart,
  compile,
  lint,
  hostile,
  journey,
  pages,
  traceViewer,
  secondStart,
];

const ratios: Ratio[] = [];
for (const benchmark of benchmarks) ratios.push(...[await benchmark()].flat());

await saveResults({ machine, ratios });
console.log(`${machine}\n\n${ratioTable(ratios)}`);
if (ratios.some(({ ratio, limit = Infinity }) => ratio > limit)) process.exitCode = 1;
