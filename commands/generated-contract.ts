import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { contractDigest } from '../shared/contract-digest.ts';
import type { RestfulProfile } from '../shared/profile.ts';

/** The digest of the generated profiles, which a deployment of them tells in `/api/health`. */
export async function generatedContract(out: string): Promise<string> {
  const files = globSync(['profiles/*.ts'], { cwd: out, absolute: true });
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  return contractDigest(modules.flatMap((module) => Object.values<RestfulProfile>(module)));
}
