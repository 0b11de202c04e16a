/** What a DataUri says: which page, in which version, and whether scripts may run. */
export interface PageLayout {
  /** `selfasserted`, `unifiedssp` … */
  readonly page: string;
  /** Only the `contract` form has versions that follow a plan, and permits scripts. */
  readonly isContract: boolean;
  readonly version: readonly number[];
}

/** Undefined where the text is no DataUri of B2C. @see facts engine 4.5 */
export function readPageLayout(dataUri: string): PageLayout | undefined {
  const form =
    /^urn:com:microsoft:aad:b2c:elements:(contract:)?([a-z-]+):(\d{1,5}(?:\.\d{1,5}){1,3})(?:-\w+)?$/i;
  const [, contract, page, version] = form.exec(dataUri.trim()) ?? [];
  if (page === undefined || version === undefined) return undefined;
  const parts = version.split('.').map(Number);
  return { page: page.toLowerCase(), isContract: contract !== undefined, version: parts };
}

/** Whether the version is the one needed (`2.1.9`) or a later one. */
export function isAtLeast({ version }: PageLayout, needed: string): boolean {
  for (const [index, part] of needed.split('.').map(Number).entries()) {
    const own = version[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
