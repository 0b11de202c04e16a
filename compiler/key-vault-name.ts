/** A setting of the functions and the tenant whose policies it belongs to. */
export interface TenantSetting {
  /** The first label of the tenant's initial domain: `contoso` of contoso.onmicrosoft.com. */
  readonly tenant: string;
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
export function keyVaultName({ tenant, setting }: TenantSetting): string {
  if (!/^[a-z0-9]+$/i.test(tenant)) {
    throw new Error(`"${tenant}" is no name of a tenant: letters and digits only.`);
  }
  if (!/^[a-z0-9_-]+$/i.test(setting)) {
    throw new Error(`"${setting}" cannot be a name in Key Vault: letters, digits, _ and - only.`);
  }
  const encoded = setting.replaceAll('-', '-q0').replaceAll(/_(q?)/gi, afterUnderscore);
  const name = `${tenant.toLowerCase()}-${encoded}`;
  if (name.length <= longestName) return name;
  throw new Error(`"${setting}" is too long for Key Vault, which takes ${longestName} characters.`);
}

function afterUnderscore(_match: string, q: string): string {
  return q === '' ? '-' : `-q1${q}`;
}

/** Reads what `keyVaultName` wrote; undefined for a name that it never writes. */
export function settingOfKeyVaultName(name: string): TenantSetting | undefined {
  const [, tenant, encoded] = /^([a-z0-9]+)-([a-zA-Z0-9-]+)$/.exec(name) ?? [];
  if (tenant === undefined || encoded === undefined || name.length > longestName) return undefined;
  const setting = encoded.replaceAll(/-(q[01])?/g, (_match, escaped?: string) => {
    return escaped === 'q0' ? '-' : '_';
  });
  return keyVaultName({ tenant, setting }) === name ? { tenant, setting } : undefined;
}

/** `contoso` of `contoso.onmicrosoft.com`, in lower case. */
export function tenantLabel(tenantId: string): string {
  return tenantId.split('.', 1).join('').toLowerCase();
}

/** The setting that follows another in a rotation. */
export function nextSetting(setting: string): string {
  return `${setting}__Next`;
}
