import { posix } from 'node:path';
import { withPublicImports } from '../compiler/public-imports.ts';
import type { Scenario } from '../compiler/scenario.ts';
import { namesOf } from '../compiler/scenario-page.ts';
import type { AddScenarioFlags } from './add.ts';
import { addToPolicies, neededTokens, tokenProfileId } from './add-to-policies.ts';
import { FilePlan } from './file-plan.ts';
import { runGenerate } from './generate-project.ts';
import { findPolicyChain, packagePolicies, packagePolicy } from './policy-chain.ts';
import { addPolicySettings } from './policy-settings.ts';
import { readProject } from './project.ts';
import { addToProject } from './project-needs.ts';
import { settingsIn } from './settings-in.ts';
import {
  filesOfScenario,
  plainFunctionsOf,
  shippedScenario,
  shippedScenarios,
} from './shipped-scenarios.ts';
import { UsageError } from './usage.ts';

/**
 * Adds a scenario to the project in the working directory, and generates. Returns the exit code.
 * @throws Error with what to print, where something is in the way: then nothing is written
 */
export function runAddScenario(name: string | undefined, flags: AddScenarioFlags): number {
  if (flags.list) return list(flags);
  if (name === undefined) throw new UsageError('Name a scenario; --list shows all.');
  const { written, remarks } = addScenario(name, flags);
  const code = runGenerate({ out: 'shared/generated', quiet: true, ...policiesOf(flags) });
  if (flags.json) console.log(JSON.stringify({ scenario: name, written, remarks }, undefined, 2));
  else report(name, written, remarks);
  return code;
}

/** Writes all of it but the generated code. */
export function addScenario(
  name: string,
  { policies = ['policies'], policy }: AddScenarioFlags,
): { written: readonly string[]; remarks: readonly string[] } {
  const scenario = shippedScenario(name);
  const plan = new FilePlan('.');
  const project = readProject();
  const chain = findPolicyChain(policies, policy);
  const own = scenario.policy === undefined ? undefined : packagePolicy(scenario.policy);
  const added = addToPolicies(plan, {
    ...{
      chain,
      ours: packagePolicies(),
      names: namesOf(scenario).filter(({ id }) => id !== tokenProfileId),
      isElsewhere: isOfAnother(name),
    },
    ...(own && scenario.policy && { own: { file: scenario.policy, parts: own } }),
  });
  const { source, policy: target } = chain.target;
  addPolicySettings(plan, {
    ...{ tokens: neededTokens(added), tenant: target.tenantId, project },
    folder: posix.dirname(source.file),
  });
  const files = filesOfScenario(name);
  for (const [path, text] of files) plan.create(path, withPublicImports(text));
  const needs = { ...scenario, settings: settingsOf(scenario, added.texts) };
  const remarks = addToProject(plan, { needs, functions: plainFunctionsOf(files) });
  const absent = added.absent.map(
    ({ kind, id }) => `The ${kind} "${id}" is not in your policies, and something refers to it.`,
  );
  return { written: plan.write(), remarks: [...remarks, ...absent] };
}

/** Whether another scenario brings a technical profile along, and its function. */
function isOfAnother(name: string) {
  const others = [...shippedScenarios()].filter(([other]) => other !== name);
  const listed = others.flatMap(([, { technicalProfiles }]) => technicalProfiles);
  const ids = new Set(listed.filter((id) => id.startsWith('REST-') && id !== tokenProfileId));
  return ({ kind, id }: { kind: string; id: string }) =>
    kind === 'technical profile' && ids.has(id);
}

/** What it lists, and what its policy needs of a machine. */
function settingsOf({ settings }: Scenario, texts: readonly string[]): string[] {
  return [...new Set(['Storage', 'Idempotency__Key', ...settings, ...settingsIn(texts)])];
}

function policiesOf({ policies }: AddScenarioFlags) {
  return policies ? { policies } : {};
}

function list({ json }: AddScenarioFlags): number {
  const scenarios = [...shippedScenarios()];
  if (json) console.log(JSON.stringify(Object.fromEntries(scenarios), undefined, 2));
  else for (const [name, { summary }] of scenarios) console.log(`${name.padEnd(20)} ${summary}`);
  return 0;
}

function report(name: string, written: readonly string[], remarks: readonly string[]): void {
  for (const path of written) console.log(`  ${path}`);
  for (const remark of remarks) console.error(remark);
  console.log(
    written.length > 0
      ? `"${name}" is yours now (docs/scenarios/${name}.md of countersign). Next: npm install, npm run build, npx countersign check.`
      : `"${name}" is there already.`,
  );
}
