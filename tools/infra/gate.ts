import { join } from 'node:path';
import { Bicep } from '../bicep/bicep.ts';
import { findBicep } from '../bicep/find-bicep.ts';
import { judgeInfrastructure } from './judge.ts';
import { readProjectFacts } from './project-facts.ts';

/** `npm run infra`: whether the infrastructure may be deployed, as far as that can be told without Azure. */
async function run(update: boolean): Promise<number> {
  const found = findBicep();
  if ('missing' in found) return skip(found.missing);
  const root = join(import.meta.dirname, '../..');
  const bicep = new Bicep(found.path);
  try {
    const folder = join(root, 'infra');
    const project = readProjectFacts(root);
    const faults = await judgeInfrastructure({ bicep, folder, project, update });
    for (const fault of faults) console.error(fault);
    console.log(
      faults.length === 0 ? 'infra: no fault.' : `infra: ${faults.length} lines of faults.`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    bicep.end();
  }
}

/** On somebody's machine the rest of the checks goes on; where CI is set nothing is skipped. */
function skip(missing: string): number {
  const isForced = Boolean(process.env['CI']);
  console.error(isForced ? missing : `infra: skipped. ${missing}`);
  return isForced ? 1 : 0;
}

process.exitCode = await run(process.argv.includes('--update'));
