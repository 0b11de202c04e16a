import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Keys } from '../caller/keys.ts';
import { ActiveJourneys } from './active-journeys.ts';
import { BrowserSessions } from './browser-sessions.ts';
import type { FunctionLog } from './function-log.ts';
import { type Lint, PolicyFindings } from './policy-findings.ts';
import type { LoadedPolicy } from './policy-library.ts';
import type { Applications } from './protocol/applications.ts';
import type { SsoSession } from './sso-session.ts';
import type { Tenant } from './tenant.ts';

/** What all routes of the emulator share. */
export interface Site {
  readonly tenant: Tenant;
  readonly journeys: ActiveJourneys;
  readonly sessions: BrowserSessions;
  readonly applications: Applications;
  /** Told of what is a bug of ours, for the log. */
  readonly onFault: (fault: Error) => void;
  /** Undefined where the functions run elsewhere. */
  readonly functionLog: FunctionLog | undefined;
  /** The policy keys that somebody has set; all others are made up. */
  readonly setKeys: Keys;
  /** What is wrong with the policies. */
  readonly findings: PolicyFindings;
}

/** What a site has only where somebody gives it. */
export interface SiteParts extends Partial<Pick<Site, 'onFault' | 'functionLog' | 'setKeys'>> {
  readonly lint?: Lint;
}

/** A site for a tenant, with nobody signed in. */
export function openSite(
  tenant: Tenant,
  applications: Applications,
  { onFault = () => undefined, functionLog, lint, setKeys = noKeys }: SiteParts = {},
): Site {
  const journeys = new ActiveJourneys(tenant);
  const sessions = new BrowserSessions(tenant);
  const findings = new PolicyFindings(tenant.policies, lint);
  return { tenant, applications, journeys, sessions, onFault, functionLog, findings, setKeys };
}

const noKeys: Keys = () => undefined;

const sessionCookie = 'x-ms-cpim-sso';

/** The browser's session; it gets the cookie where it has none. */
export function sessionOf(site: Site, context: Context): SsoSession {
  const { id, session } = site.sessions.open(getCookie(context, sessionCookie));
  giveCookie(context, id);
  return session;
}

/** Browsers forget no cookie later. */
const longestCookieSeconds = 400 * 86_400;

/**
 * Lets the browser keep the session's cookie when it ends, where the user asked to stay signed in. Only the
 * browser that has the cookie already. @see facts engine 1.1, 2.13 (KeepAliveInDays)
 */
export function keepSession(site: Site, context: Context, session: SsoSession): void {
  const now = site.tenant.now();
  const until = session.keptUntil(now);
  const id = getCookie(context, sessionCookie);
  if (!until || id === undefined || !site.sessions.is(id, session)) return;
  const seconds = Math.floor((until.getTime() - now.getTime()) / 1000);
  giveCookie(context, id, { maxAge: Math.min(seconds, longestCookieSeconds) });
}

function giveCookie(context: Context, id: string, lifetime: { maxAge?: number } = {}): void {
  const secure = new URL(context.req.url).protocol === 'https:';
  setCookie(context, sessionCookie, id, {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: secure ? 'None' : 'Lax', // an application may ask in a hidden frame
    ...lifetime,
  });
}

/**
 * The policy that a request names: in its path, or as `p`. PolicyIds are compared without case.
 * @see facts engine 3.1
 */
export function policyOf({ tenant }: Site, context: Context): LoadedPolicy | undefined {
  const id = context.req.param('policy') ?? context.req.query('p');
  return id === undefined ? undefined : tenant.policies.find(id);
}

/** `https://localhost:8443`: where the request came in. */
export function originOf(context: Context): string {
  return new URL(context.req.url).origin;
}

/** The path that pages, metadata and endpoints of a policy stand under, as the request has it. */
export function policyPath({ tenant }: Site, { policy }: LoadedPolicy): string {
  return `/${tenant.name}/${policy.policyId}`;
}
