import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { type PolicyWords, policyParts } from './generated-policies.ts';
import { policyText, writeFiles } from './policy-text.ts';

/** A policy with one profile of our hosts and one elsewhere. */
export const ours: PolicyWords = {
  claims: { email: 'string' },
  profiles: [
    {
      id: 'REST-Check',
      metadata: { ServiceUrl: '{Settings:Api}/check' },
      input: '<InputClaim ClaimTypeReferenceId="email" />',
    },
    { id: 'REST-Elsewhere', metadata: { ServiceUrl: 'https://other.example.net/api/x' } },
  ],
};

/** Its environments. */
export const appSettings = {
  Environments: [
    { Name: 'Local', PolicySettings: { Api: 'http://localhost:7071/api' } },
    {
      Name: 'Production',
      Production: true,
      PolicySettings: { Api: 'https://api.example.com/api' },
    },
  ],
};

const project = {
  'policies/One.xml': policyText(policyParts(ours)),
  'policies/appsettings.json': JSON.stringify(appSettings),
  'countersign.json': JSON.stringify({
    hosts: ['https://api.example.com', 'http://localhost:7071'],
  }),
};

/** A folder with the policy, its environments and our hosts; `files` replace these or stand beside them. */
export function writeProject(t: TestContext, files: Record<string, string> = {}): Promise<string> {
  return writeFiles(t, { ...project, ...files });
}

/** Runs `countersign generate` in a folder. */
export function generate(cwd: string, ...flags: string[]) {
  return runCli(cwd, ['generate', ...flags]);
}

/** Runs `countersign` in a folder. */
export function runCli(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('cli.ts'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
