let known: Promise<ReadonlySet<string>> | undefined;

/**
 * Whether a domain in ASCII, itself, is on the list of providers of throw-away addresses. The list (some
 * ten thousand names) is loaded when it is first asked, and lies beside the bundle in a file of its own.
 */
export async function isDisposable(domain: string): Promise<boolean> {
  known ??= loadList();
  return (await known).has(domain);
}

/** Bundled it has no named exports. */
async function loadList(): Promise<ReadonlySet<string>> {
  const { default: list } = await import('disposable-email-domains-js');
  return list.disposableEmailBlocklistSet();
}
