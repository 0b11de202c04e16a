import type { BundleFlags } from './bundle.ts';
import { bundleFunctions } from './bundle-functions.ts';

/** Bundles, and prints each file's size. Returns the exit code. */
export async function runBundle({ out, json }: BundleFlags): Promise<number> {
  const { bytes } = await bundleFunctions(process.cwd(), out);
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  if (json) {
    console.log(JSON.stringify({ folder: out, files: Object.fromEntries(bytes), total }, null, 2));
    return 0;
  }
  for (const [file, size] of bytes) console.log(`${kilobytes(size)}  ${file}`);
  console.log(`${kilobytes(total)}  in ${out}: deploy this folder.`);
  return 0;
}

/** Right-aligned, so that sizes can be compared at a glance. */
function kilobytes(size: number): string {
  return `${(size / 1024).toFixed(1).padStart(8)} kB`;
}
