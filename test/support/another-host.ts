import type { TestContext } from 'node:test';
import { type Bag, type Club, type Journey, root } from './club.ts';
import { type FunctionsHost, startFunctionsHost } from './functions-host.ts';

/** What the further host is besides the club's own. */
interface AnotherHost {
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a further host of our functions on the club's storage and issuer, with settings of its own. */
export function startAnotherHost(
  t: TestContext,
  { tokenEndpoint }: Club,
  { main, env }: AnotherHost,
): Promise<FunctionsHost> {
  const Bearer__Issuer = new URL(tokenEndpoint).origin;
  return startFunctionsHost(t, { app: root, main, env: { Bearer__Issuer, ...env } });
}

/** What B2C would send to the club, sent to that host. */
export async function callAt(
  { baseUrl }: FunctionsHost,
  club: Club,
  ...call: [profileId: string, claims: Bag, journey?: Journey]
): Promise<Response> {
  const { url, method, headers, body = null } = await club.request(...call);
  const target = new URL(url.pathname + url.search, baseUrl);
  return fetch(target, { method, headers: Object.fromEntries(headers), body });
}
