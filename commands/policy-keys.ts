import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold } from '../compiler/id-map.ts';
import { tenantPrefix } from '../compiler/key-vault-name.ts';
import { type PolicyKey, policyKeysOf } from '../compiler/policy-keys.ts';
import { readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import { readAzdValues } from './azd-values.ts';
import { readProject } from './project.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { requireFolders, UsageError } from './usage.ts';

/** Which policies a command about policy keys reads. */
export interface PolicyKeysRequest {
  readonly policies?: readonly string[];
  readonly env?: string;
}

/** The policy keys of an environment's tenant. */
export interface TenantKeys {
  /** `contoso.onmicrosoft.com`. */
  readonly tenantId: string;
  /** What the names of its secrets in Key Vault begin with: VAULT_PREFIX of azd, else `contoso-`. */
  readonly prefix: string;
  readonly keys: readonly PolicyKey[];
}

/**
 * Reads the policies' keys. Policies that cannot be read are told.
 * @throws UsageError where there is no relying party
 * @throws Error where policies have faults, or belong to two tenants
 */
export function readTenantKeys({ policies, env }: PolicyKeysRequest): TenantKeys {
  const folders = policies ?? ['policies'];
  requireFolders(folders);
  const choice = env === undefined ? {} : { environment: env };
  const set = readPolicySet({ folders, ...choice });
  const resolved = resolveSet(set);
  if (hasErrors(resolved.diagnostics)) {
    printDiagnostics(resolved.diagnostics);
    throw new Error('The policies have faults, so which keys they name cannot be told.');
  }
  const tenants = new Set(set.leaves.map(({ tenantId }) => tenantId.toLowerCase()));
  const [tenantId] = tenants;
  if (tenantId === undefined) throw new UsageError('There is no relying party in these folders.');
  if (tenants.size > 1) {
    throw new Error(`The policies belong to several tenants: ${[...tenants].join(', ')}.`);
  }
  const { hosts } = readProject().configuration;
  const keys = policyKeysOf(resolved.policies, hosts);
  return { tenantId, prefix: readAzdValues()['VAULT_PREFIX'] ?? tenantPrefix(tenantId), keys };
}

/** The policy keys whose secrets our functions share. */
export function backendIds({ keys }: Pick<TenantKeys, 'keys'>): readonly string[] {
  const backend = keys.filter(({ purpose }) => purpose === 'backend');
  return backend.map(({ storageReferenceId }) => storageReferenceId);
}

/**
 * A policy key whose secret our functions share.
 * @throws UsageError where the policies name no such key
 */
export function backendKey(tenantKeys: TenantKeys, id: string): PolicyKey {
  const found = tenantKeys.keys.find(
    ({ storageReferenceId }) => fold(storageReferenceId) === fold(id),
  );
  if (found?.purpose === 'backend') return found;
  const why = found
    ? `is no secret of the backend: "countersign keys" says where it comes from`
    : 'is named by no policy';
  throw new UsageError(`"${id}" ${why}.${found ? '' : didYouMean(id, backendIds(tenantKeys))}`);
}
