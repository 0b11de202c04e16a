import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { faultsIn } from '../commands/lint-findings.ts';
import { flattenPolicy } from '../compiler/flatten.ts';
import { type PolicySet, readPolicySet } from '../compiler/policy-set.ts';
import { resolvePolicy } from '../compiler/resolve.ts';
import { compare, type Ratio } from './measure.ts';
import { parseOnly, timeOf } from './parse-only.ts';

const root = join(import.meta.dirname, '..');

/** Lies beside our checkout; elsewhere our own policies are measured. */
const starterPack = join(root, '../shared/corpus/starterpack/SocialAndLocalAccountsWithMfa');
const [origin, source] = existsSync(starterPack)
  ? (['the starter pack', starterPack] as const)
  : (['policies/', join(root, 'policies')] as const);

/** One relying party and its chain. */
const relyingParty = 'SignUpOrSignin.xml';
const files = globSync(['TrustFramework*.xml', relyingParty], {
  cwd: source,
  absolute: true,
  caseSensitiveMatch: false,
});

/**
 * Reading, `lint` and `flatten --json` of one chain up to what they print, against parsing the same files. Then
 * the same of copies: where the ratio stays, the cost grows with the number of files alone.
 */
export async function lint(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  process.chdir(folder);
  try {
    return [await measure(1, 60, 100), await measure(10, 12, 4), await measure(100, 4, 1)];
  } finally {
    process.chdir(root);
    rmSync(folder, { recursive: true });
  }
}

function measure(copies: number, rounds: number, warmUps: number): Promise<Ratio> {
  const folder = `${copies}`;
  const copied = copyTo(folder, copies);
  return compare({
    name: `\`lint\` and \`flatten\` of ${copied.length} files (${copies} x ${origin})`,
    baseline: 'reading and parsing the same XML with saxes, with the same options',
    unit: 'ms',
    limit: 6,
    rounds,
    warmUps,
    ours: async () => timeOf(() => lintAndFlatten(folder)),
    theirs: async () => timeOf(() => copied.forEach(parseOnly)),
  });
}

/** Each copy in a folder of its own, so that each is a chain of its own. */
function copyTo(folder: string, copies: number): string[] {
  return Array.from({ length: copies }, (_, copy) => {
    const target = join(folder, `copy-${copy}`);
    mkdirSync(target, { recursive: true });
    return files.map((file) => {
      const path = join(target, basename(file));
      cpSync(file, path);
      return path;
    });
  }).flat();
}

function lintAndFlatten(folder: string): void {
  const set = readPolicySet({ folders: [folder] });
  faultsIn(set, { targets: [folder], severities: new Map() });
  for (const leaf of set.leaves) flatten(set, leaf);
}

function flatten(set: PolicySet, leaf: PolicySet['leaves'][number]): string {
  const { policy, diagnostics } = resolvePolicy(set, leaf);
  return JSON.stringify(flattenPolicy(policy, diagnostics), undefined, 2);
}
