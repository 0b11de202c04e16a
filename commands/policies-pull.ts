import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SettingsFiles } from '../compiler/settings-files.ts';
import type { PullFlags } from './policies.ts';
import { withTenant } from './policies-connect.ts';
import { readContents } from './policies-plan.ts';
import { printDiagnostics } from './report.ts';
import { exitCodeOfDiagnostics, UsageError } from './usage.ts';

/**
 * Downloads the tenant's policies; nothing is written before all are there. Returns the exit code.
 * @throws Error with one line to print, where files with other content are in the way
 */
export async function runPull(folder: string, flags: PullFlags): Promise<number> {
  const settings = new SettingsFiles(flags.env ? { environment: flags.env } : {});
  const tenant = flags.tenant ?? tenantOf(settings, flags);
  const diagnostics = settings.diagnostics();
  printDiagnostics(diagnostics);
  const code = exitCodeOfDiagnostics(diagnostics);
  if (code !== 0) return code;
  return withTenant(
    { graph: flags.graph, tenants: tenant ? [tenant] : [] },
    async ({ policies }) => {
      const contents = await readContents(policies);
      const files = new Map([...contents].map(([id, content]) => [fileOf(folder, id), content]));
      if (!flags.overwrite) requireFree(files);
      mkdirSync(folder, { recursive: true });
      for (const [file, content] of files) writeFileSync(file, content);
      console.log(`${files.size} ${files.size === 1 ? 'policy' : 'policies'} in "${folder}".`);
      return 0;
    },
  );
}

/** The Tenant of the environment that policies in the folders are for. */
function tenantOf(settings: SettingsFiles, { policies, env }: PullFlags): string | undefined {
  const folders = (policies ?? ['policies']).map((folder) => resolve(folder));
  const found = folders.flatMap((folder) => settings.environmentOf(folder, folder) ?? []);
  const tenant = found.find((environment) => environment.tenant !== undefined)?.tenant;
  if (tenant !== undefined || settings.diagnostics().length > 0) return tenant;
  const wish = env === undefined ? 'the environment' : `"${env}"`;
  throw new UsageError(
    `No appsettings.json of the policies names the tenant of ${wish}: say which one is meant with --tenant.`,
  );
}

/** A PolicyId is one name of a file, on Windows too. */
function fileOf(folder: string, policyId: string): string {
  if (/^\w[\w.-]{0,199}$/.test(policyId)) return join(folder, `${policyId}.xml`);
  throw new Error(
    `The tenant has a policy whose id is no name for a file: ${JSON.stringify(policyId)}.`,
  );
}

function requireFree(files: ReadonlyMap<string, Buffer>): void {
  const taken = [...files].filter(
    ([file, content]) => existsSync(file) && !readFileSync(file).equals(content),
  );
  if (taken.length === 0) return;
  const names = taken.map(([file]) => `"${file}"`).join(', ');
  throw new Error(
    `Other content would be lost in ${names}: choose another folder, or say --overwrite. Nothing was written.`,
  );
}
