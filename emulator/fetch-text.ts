import type { Tenant } from './tenant.ts';

const mostRedirects = 3;

/**
 * The text at a URL that `reach` has let through. Redirects lead no further than the URL itself may.
 * @throws {JourneyFailed} of a host that may not be called; Error where there is no text
 */
export async function fetchText(
  { fetch, reach }: Pick<Tenant, 'fetch' | 'reach'>,
  first: URL,
  limitMs: number,
): Promise<string> {
  const signal = AbortSignal.timeout(limitMs);
  let url = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(url, { signal, redirect: 'manual' });
    if (response.ok) return await response.text();
    const location = response.headers.get('location');
    if (location === null) throw new Error(`It answered ${response.status}.`);
    url = new URL(reach(new URL(location, url).href));
  }
  throw new Error(`It redirects more than ${mostRedirects} times.`);
}
