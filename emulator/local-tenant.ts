import { randomBytes } from 'node:crypto';
import { type Keys, keysFrom } from '../caller/keys.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import { ChangeFeed } from './change-feed.ts';
import { type EngineSettings, engineDefaults } from './engine-settings.ts';
import { EventLog } from './event-log.ts';
import { Inbox } from './inbox.ts';
import { InjectedFaults } from './injected-faults.ts';
import { openLivePolicies } from './live-policies.ts';
import { LocalDirectory } from './local-directory.ts';
import { LocalKeyStore } from './local-key-store.ts';
import { profileTypes } from './profiles/index.ts';
import { GrantStore } from './protocol/grants.ts';
import { reachOnly, type UrlMap } from './reach.ts';
import type { Person } from './stand-ins/people.ts';
import { openStandIns } from './stand-ins/stand-ins.ts';
import { stepTypes } from './steps/index.ts';
import type { Tenant } from './tenant.ts';
import { TraceLog } from './trace-log.ts';

/** What a tenant of this machine is made of. */
export interface LocalTenantOptions extends PolicySetRequest {
  /** Default: the TenantId of the first policy. */
  readonly name?: string;
  readonly objectId?: string;
  /** What no documentation settles, where the likeliest is not wanted. */
  readonly engine?: Partial<EngineSettings>;
  /** Where directory and keys are kept; without it they live as long as the tenant. */
  readonly dataFolder?: string;
  /** The secrets of policy keys, by StorageReferenceId. Default: none. */
  readonly secrets?: Keys;
  /** Where URLs of the policies lead, by their beginning; what is not named must be on this machine. */
  readonly map?: UrlMap;
  /** Hosts beyond this machine that may be called. */
  readonly allowedHosts?: readonly string[];
  /** Who has an account at the identity providers that are played. Default: a few. */
  readonly providerPeople?: readonly Person[];
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Default: cryptographic randomness. */
  readonly randomBytes?: (length: number) => Uint8Array;
}

/** The same for every tenant that does not say its own: an id of no meaning. */
const defaultObjectId = '11111111-2222-4333-8444-555555555555';

/** Makes a tenant with a directory, keys and an inbox of its own. */
export async function openLocalTenant(options: LocalTenantOptions): Promise<Tenant> {
  const { dataFolder, now = () => new Date(), randomBytes: random = randomBytes } = options;
  const settings = { ...engineDefaults, ...options.engine };
  const policies = openLivePolicies(options, { profileTypes, stepTypes });
  const leaf = policies.policies()[0]?.policy.chain.at(-1);
  const name = options.name ?? leaf?.tenantId ?? 'contoso.onmicrosoft.com';
  const secrets = options.secrets ?? keysFrom({}, dataFolder ?? '.');
  const folder = dataFolder === undefined ? {} : { folder: dataFolder };
  const common = { now, randomBytes: random, settings, name };
  const changes = new ChangeFeed();
  const keyStore = new LocalKeyStore({ now, randomBytes: random, secrets, ...folder });
  return {
    ...common,
    objectId: options.objectId ?? leaf?.tenantObjectId ?? defaultObjectId,
    ...{ policies, profileTypes, stepTypes, secrets },
    directory: await LocalDirectory.open({ ...common, ...folder }),
    keyStore,
    standIns: openStandIns(
      { now, randomBytes: random, policies, keyStore },
      options.providerPeople,
    ),
    grants: new GrantStore(),
    inbox: new Inbox(),
    events: new EventLog(),
    ...{ changes, traces: new TraceLog(changes) },
    faults: new InjectedFaults(),
    reach: reachOnly(options.map ?? [], options.allowedHosts ?? []),
    fetch: globalThis.fetch,
  };
}
