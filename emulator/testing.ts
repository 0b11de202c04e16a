/**
 * The door of the package for tests: what a project imports as `countersign/testing`. Runs journeys of
 * real policies in this process, against functions over HTTP.
 */
import { type Keys, keysFrom } from '../caller/keys.ts';
import { placeText } from '../compiler/source.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { HeadlessJourney } from './headless-journey.ts';
import { describeFault } from './headless-words.ts';
import { type LocalTenantOptions, openLocalTenant } from './local-tenant.ts';
import { anyLocalApplication } from './protocol/applications.ts';
import { readAuthorizeRequest } from './protocol/authorize-request.ts';
import { SsoSession } from './sso-session.ts';
import { startJourney } from './start-journey.ts';
import type { Tenant } from './tenant.ts';

export type { HeadlessJourney, JourneyError } from './headless-journey.ts';
export { UnexpectedEvent } from './journey-faults.ts';
export type { Field, FormPage, Page, PageError, UserEvent } from './page.ts';
export { seededBytes } from './seeded-bytes.ts';
export { SsoSession } from './sso-session.ts';
export type { Person } from './stand-ins/people.ts';
export type { Tenant } from './tenant.ts';
export type { TraceEvent } from './trace.ts';
export { traceSnapshot } from './trace-snapshot.ts';
export { VirtualClock } from './virtual-clock.ts';

/** What a tenant for tests is made of. */
export interface TestTenantOptions extends Omit<LocalTenantOptions, 'folders' | 'secrets'> {
  /** Folders with policy files, nearest first. */
  readonly policies: readonly string[];
  /** The secrets of policy keys by StorageReferenceId: `{ B2C_1A_RestUsername: '…' }`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Where certificates of policy keys are: `.data/keys`. */
  readonly keyFolder?: string;
}

/** A journey of a tenant. */
export interface JourneyOptions {
  /** PolicyId of a relying party; compared without case. */
  readonly policy: string;
  /** Parameters of the authorize request over the usual ones (`scope`, `login_hint`, `prompt` …). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The browser's session; default: a new one. */
  readonly session?: SsoSession;
  readonly acceptLanguage?: string;
  readonly ipAddress?: string;
}

/** Opens a tenant with policies, an empty directory, and keys of its own. */
export function openTenant(options: TestTenantOptions): Promise<Tenant> {
  const { policies: folders, secrets = {}, keyFolder, ...rest } = options;
  const keys: Keys = keysFrom(secrets, keyFolder ?? '.data/keys');
  return openLocalTenant({ ...rest, folders, secrets: keys });
}

const usualParameters = {
  client_id: '00000000-0000-4000-8000-000000000000',
  redirect_uri: 'https://localhost/signed-in',
  response_type: 'code',
  response_mode: 'query',
  scope: 'openid',
  nonce: 'nonce',
  state: 'state',
};

/**
 * Starts a journey, in a tenant that is open already or in one of its own.
 * @throws Error where the policies have no such relying party, or the request is not valid
 */
export async function openJourney(
  options: JourneyOptions & ({ readonly tenant: Tenant } | TestTenantOptions),
): Promise<HeadlessJourney> {
  const tenant = 'tenant' in options ? options.tenant : await openTenant(options);
  const loaded = tenant.policies.find(options.policy);
  if (!loaded) {
    const ids = tenant.policies.policies().map(({ policy }) => `"${policy.policyId}"`);
    const others = ids.length > 0 ? `only ${ids.join(', ')}` : 'nor any other in the folders';
    throw new Error(`There is no relying party "${options.policy}", ${others}.${whyOf(tenant)}`);
  }
  const reading = readAuthorizeRequest(
    {
      parameters: new Map(Object.entries({ ...usualParameters, ...options.parameters })),
      origin: 'https://localhost:8443',
      ipAddress: options.ipAddress ?? '127.0.0.1',
      ...(options.acceptLanguage === undefined ? {} : { acceptLanguage: options.acceptLanguage }),
    },
    anyLocalApplication,
    tenant.settings.responseModeOfCode,
  );
  if (reading.kind !== 'request') throw reading.fault;
  const session = options.session ?? new SsoSession();
  try {
    const { request } = reading;
    return new HeadlessJourney(await startJourney({ tenant, loaded, session, request }));
  } catch (cause) {
    if (!(cause instanceof JourneyFailed)) throw cause;
    throw new Error(`${describeFault(cause)}${whyOf(tenant)}`, { cause });
  }
}

/** What is wrong with the policies, which may be why something is not there. */
function whyOf({ policies }: Tenant): string {
  const [fault] = policies.diagnostics.filter(({ severity }) => severity === 'error');
  return fault ? ` ${placeText(fault.position)}: ${fault.message}` : '';
}
