/** A setting of the functions, and what its name in Key Vault begins with. */
export interface VaultSetting {
  /** `contoso-`: tells the tenants apart that share a vault; may be empty. */
  readonly prefix: string;
  /** `B2C_1A_RestPassword`, `B2C_1A_RestPassword__Next`, `Idempotency__Key`. */
  readonly setting: string;
}

const longestName = 127;

/**
 * The name under which Key Vault holds a setting: `contoso-B2C-1A-RestPassword`. Key Vault takes letters,
 * digits and hyphens, so an underscore becomes a hyphen. What would then be ambiguous is escaped: a hyphen
 * is `-q0`, an underscore before a `q` is `-q1`; policies have hardly any of either. Two settings
 * that differ in more than letter case never share a name. Key Vault ignores case, and so does B2C.
 * @throws Error with one line to print, for what no name can be made of
 */
export function keyVaultName({ prefix, setting }: VaultSetting): string {
  if (!/^[a-z0-9-]*$/i.test(prefix)) {
    throw new Error(`No name in Key Vault begins with "${prefix}": letters, digits and - only.`);
  }
  if (!/^[a-z0-9_-]+$/i.test(setting)) {
    throw new Error(`"${setting}" cannot be a name in Key Vault: letters, digits, _ and - only.`);
  }
  const encoded = setting.replaceAll('-', '-q0').replaceAll(/_(q?)/gi, afterUnderscore);
  const name = `${prefix}${encoded}`;
  if (name.length <= longestName) return name;
  throw new Error(`"${setting}" is too long for Key Vault, which takes ${longestName} characters.`);
}

function afterUnderscore(_match: string, q: string): string {
  return q === '' ? '-' : `-q1${q}`;
}

/** What the names of a tenant's secrets begin with: `contoso-` of `contoso.onmicrosoft.com`. */
export function tenantPrefix(tenantId: string): string {
  const [label = ''] = tenantId.split('.', 1);
  return `${label.toLowerCase()}-`;
}

/** The setting that follows another in a rotation. */
export function nextSetting(setting: string): string {
  return `${setting}__Next`;
}
