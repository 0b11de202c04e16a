import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { faultsIn } from '../commands/lint-findings.ts';
import { boundDiagnostics } from '../compiler/bounded-diagnostics.ts';
import { flattenPolicy } from '../compiler/flatten.ts';
import { readPolicySet } from '../compiler/policy-set.ts';
import { resolvePolicy } from '../compiler/resolve.ts';
import { hostileClaims } from '../test/support/hostile-claims.ts';
import { hostileFiles } from '../test/support/hostile-files.ts';
import { hostileJourneys } from '../test/support/hostile-journeys.ts';
import { hostilePolicies } from '../test/support/hostile-policies.ts';
import { compare, type Ratio } from './measure.ts';
import { parseOnly, timeOf } from './parse-only.ts';

const shapes = [...hostileFiles, ...hostilePolicies, ...hostileClaims, ...hostileJourneys];

/**
 * The worst of the files of a megabyte that tests hold against us: reading, `lint` and `flatten --json`,
 * against parsing an ordinary file of that size.
 */
export async function hostile(): Promise<Ratio> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const times = shapes.map((shape, index) => ({ ...shape, ...measured(folder, index) }));
    const worst = times.reduce((one, other) => (other.elapsed > one.elapsed ? other : one));
    const ordinary = shapes.findIndex(({ name }) => name === 'claim types that nobody uses');
    return await compare({
      name: `\`lint\` and \`flatten\` of the worst of ${shapes.length} hostile files of 1 MiB (${worst.name})`,
      baseline: 'reading and parsing 1 MiB of claim types with saxes, with the same options',
      unit: 'ms',
      limit: undefined,
      rounds: 5,
      warmUps: 1,
      ours: async () => timeOf(() => lintAndFlatten(worst.folder)),
      theirs: async () => timeOf(() => parseOnly(join(folder, `${ordinary}/A.xml`))),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measured(root: string, index: number) {
  const folder = join(root, `${index}`);
  for (const [file, text] of Object.entries(shapes[index]?.files() ?? {})) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return { folder, elapsed: timeOf(() => lintAndFlatten(folder)) };
}

function lintAndFlatten(folder: string): void {
  const set = readPolicySet({ folders: [folder] });
  boundDiagnostics(faultsIn(set, { targets: [folder], severities: new Map() }).diagnostics);
  for (const leaf of set.leaves) {
    const { policy, diagnostics } = resolvePolicy(set, leaf);
    JSON.stringify(flattenPolicy(policy, diagnostics), undefined, 2);
  }
}
