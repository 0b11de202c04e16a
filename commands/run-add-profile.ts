import { posix } from 'node:path';
import { fold } from '../compiler/id-map.ts';
import type { DataType } from '../compiler/model.ts';
import { type PolicyParts, partsOf, readPolicyParts } from '../compiler/policy-parts.ts';
import {
  functionNameOf,
  type NewClaim,
  type NewProfile,
  newProfilePolicy,
} from '../compiler/profile-text.ts';
import { childText } from '../compiler/read-element.ts';
import { Source } from '../compiler/source.ts';
import type { AddProfileFlags } from './add.ts';
import { addToPolicies, neededTokens } from './add-to-policies.ts';
import { FilePlan } from './file-plan.ts';
import { runGenerate } from './generate-project.ts';
import { newProfileFiles } from './new-profile-files.ts';
import { findPolicyChain, packagePolicies } from './policy-chain.ts';
import { addPolicySettings } from './policy-settings.ts';
import { readProject, runtimeModule } from './project.ts';
import { addSettings } from './project-needs.ts';
import { sampleOfType } from './sample-claims.ts';
import { settingsIn } from './settings-in.ts';
import { UsageError } from './usage.ts';

/**
 * Adds a RESTful technical profile, and the files of its function, to the project in the working
 * directory; then generates. Returns the exit code.
 * @throws Error with what to print, where something is in the way: then nothing is written
 */
export function runAddProfile(id: string, flags: AddProfileFlags): number {
  const profile = profileOf(id, flags);
  const { policies = ['policies'] } = flags;
  const plan = new FilePlan('.');
  const project = readProject();
  const chain = findPolicyChain(policies, flags.policy);
  const ours = withNew(profile);
  const names = [{ kind: 'technical profile', id }] as const;
  requireNew(id, chain.files);
  const types = typesOf(profile, [...chain.files, ...ours]);
  const added = addToPolicies(plan, { chain, ours, names });
  addPolicySettings(plan, {
    ...{ tokens: neededTokens(added), tenant: chain.target.policy.tenantId, project },
    folder: posix.dirname(chain.target.source.file),
  });
  const folder = `functions/${functionNameOf(id)}`;
  const files = newProfileFiles({
    profile,
    serveModule: runtimeModule(project.configuration.runtime, folder, 'serve.ts'),
    example: Object.fromEntries(
      profile.inputClaims.map((claim) => [claim.id, sampleOfType(types.get(fold(claim.id)))]),
    ),
  });
  for (const [path, text] of files) plan.create(path, text);
  const remarks = addSettings(plan, settingsIn(added.texts));
  const written = plan.write();
  const code = runGenerate({ out: 'shared/generated', quiet: true, policies });
  if (flags.json) console.log(JSON.stringify({ profile: id, written, remarks }, undefined, 2));
  else report(id, written, remarks);
  return code;
}

function profileOf(id: string, flags: AddProfileFlags): NewProfile {
  if (!/^[A-Za-z][\w-]{1,99}$/.test(id)) {
    throw new UsageError(
      `"${id}" cannot be a profile's Id: letters, digits, "-" and "_", a letter first.`,
    );
  }
  return {
    ...{ id, sendClaimsIn: flags.send, authentication: flags.auth },
    inputClaims: flags.input ?? [],
    outputClaims: flags.output ?? [],
  };
}

/** The new profile, before our policies without what it declares itself. */
function withNew(profile: NewProfile): PolicyParts[] {
  const made = readPolicyParts(new Source('new.xml', newProfilePolicy(profile)));
  if (!made) throw new Error(`"${profile.id}" makes no profile.`);
  const others = packagePolicies().map((file) => ({
    ...file,
    parts: file.parts.filter((part) => partsOf([made], part).length === 0),
  }));
  return [made, ...others];
}

function requireNew(id: string, files: readonly PolicyParts[]): void {
  const [found] = partsOf(files, { kind: 'technical profile', id });
  if (!found) return;
  const { file, line } = found.element.position;
  throw new Error(`${file}:${line} is the technical profile "${id}" already: nothing was written.`);
}

/**
 * The DataTypes of the profile's claims, by folded id.
 * @throws UsageError for a claim that nobody declares and that has no type
 */
function typesOf({ inputClaims, outputClaims }: NewProfile, files: readonly PolicyParts[]) {
  return new Map(
    [...inputClaims, ...outputClaims].map((claim): [string, DataType] => {
      const found = partsOf(files, { kind: 'claim type', id: claim.id });
      const types = found.map(({ element }) => childText(element, 'DataType')?.trim());
      const dataType = types.find((type) => type !== undefined);
      if (dataType === undefined) throw new UsageError(withoutType(claim));
      return [fold(claim.id), dataType as DataType];
    }),
  );
}

function withoutType({ id }: NewClaim): string {
  return `There is no claim type "${id}": say its DataType, as in "${id}:string".`;
}

function report(id: string, written: readonly string[], remarks: readonly string[]): void {
  for (const path of written) console.log(`  ${path}`);
  for (const remark of remarks) console.error(remark);
  console.log(
    `"${id}" is yours to fill. Nothing calls it yet: name it in a ValidationTechnicalProfile or a ClaimsExchange.`,
  );
}
