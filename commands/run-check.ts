import type { CheckFlags } from './check.ts';
import { functionFaults } from './function-faults.ts';
import { generateProject, runGenerate } from './generate-project.ts';
import { readProject } from './project.ts';
import { listFunctions } from './registered-functions.ts';

/** Compares policies, generated code and functions; prints what does not agree. Returns the exit code. */
export async function runCheck({ policies, out, main }: CheckFlags): Promise<number> {
  const flags = { out, ...(policies ? { policies } : {}) };
  const generated = runGenerate({ ...flags, check: true });
  const { backend } = generateProject(flags);
  const faults = functionFaults({
    profiles: backend.profiles.map(({ id, contract: { method, route } }) => ({
      profile: id,
      method,
      route,
    })),
    registered: await listFunctions(process.cwd(), main),
    listed: readProject().configuration.functions,
  });
  for (const fault of faults) console.error(fault);
  if (faults.length === 0)
    console.log('Every profile has its function, every function its profile.');
  return generated === 0 && faults.length === 0 ? 0 : 1;
}
