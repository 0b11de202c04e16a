import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import { type PolicySet, type PolicySetRequest, readPolicySet } from '../../compiler/policy-set.ts';
import { temporaryFolder } from './temporary-folder.ts';

const namespace = 'http://schemas.microsoft.com/online/cpim/schemas/2013/06';

/** The content of a policy file, from the texts of its parts. */
export interface PolicyParts {
  readonly id: string;
  readonly base?: string;
  /** Elements of BuildingBlocks. */
  readonly buildingBlocks?: string;
  /** TechnicalProfile elements: they share one ClaimsProvider. */
  readonly technicalProfiles?: string;
  readonly userJourneys?: string;
  readonly subJourneys?: string;
  /** Elements of RelyingParty. */
  readonly relyingParty?: string;
}

/** A policy that the schema accepts if its parts are right. Its root's start tag is line 1. */
export function policyText(parts: PolicyParts): string {
  const { id, base, buildingBlocks, technicalProfiles, userJourneys, subJourneys } = parts;
  const tenant = 'contoso.onmicrosoft.com';
  return [
    `<TrustFrameworkPolicy xmlns="${namespace}" PolicySchemaVersion="0.3.0.0" TenantId="${tenant}" PolicyId="${id}" PublicPolicyUri="http://${tenant}/${id}">`,
    base && `<BasePolicy><TenantId>${tenant}</TenantId><PolicyId>${base}</PolicyId></BasePolicy>`,
    buildingBlocks && `<BuildingBlocks>${buildingBlocks}</BuildingBlocks>`,
    technicalProfiles &&
      `<ClaimsProviders><ClaimsProvider><TechnicalProfiles>${technicalProfiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>`,
    userJourneys && `<UserJourneys>${userJourneys}</UserJourneys>`,
    subJourneys && `<SubJourneys>${subJourneys}</SubJourneys>`,
    parts.relyingParty && `<RelyingParty>${parts.relyingParty}</RelyingParty>`,
    '</TrustFrameworkPolicy>',
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
}

/** Files in a folder that goes with the test: path → text or bytes. Returns the folder. */
export async function writeFiles(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await temporaryFolder(t);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A set of policies in one folder, each in a file named after its id, in the order given. */
export async function policySetOf(
  t: TestContext,
  policies: readonly PolicyParts[],
  choice: Omit<PolicySetRequest, 'folders'> = {},
): Promise<PolicySet> {
  const files = policies.map((parts) => [`${parts.id}.xml`, policyText(parts)]);
  const folder = await writeFiles(t, Object.fromEntries(files));
  return readPolicySet({ folders: [folder], ...choice });
}

/** `schema-order 3:5 message`: what a test says of a diagnostic, without the folder. */
export function brief({ rule, position, message }: Diagnostic): string {
  return `${rule} ${position.line}:${position.column} ${message}`;
}
