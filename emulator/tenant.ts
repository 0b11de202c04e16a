import type { Keys } from '../caller/keys.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Directory } from './directory.ts';
import type { EngineSettings } from './engine-settings.ts';
import type { EventLog } from './event-log.ts';
import type { Inbox } from './inbox.ts';
import type { InjectedFaults } from './injected-faults.ts';
import type { KeyStore } from './key-store.ts';
import type { LivePolicies } from './live-policies.ts';
import type { ProfileTypes } from './profile-type.ts';
import type { GrantStore } from './protocol/grants.ts';
import type { StandIns } from './stand-ins/stand-ins.ts';
import type { StepTypes } from './step-type.ts';
import type { TraceLog } from './trace-log.ts';

/** What all journeys of one emulated B2C tenant share. Nothing of it is global: tenants run side by side. */
export interface Tenant {
  /** `contoso.onmicrosoft.com` */
  readonly name: string;
  readonly objectId: string;
  readonly policies: LivePolicies;
  readonly profileTypes: ProfileTypes;
  readonly stepTypes: StepTypes;
  readonly settings: EngineSettings;
  readonly directory: Directory;
  /** The policy keys that sign and encrypt. */
  readonly keyStore: KeyStore;
  /** Codes and refresh tokens that were issued. */
  readonly grants: GrantStore;
  /** The secrets of policy keys: what RESTful technical profiles send. */
  readonly secrets: Keys;
  readonly inbox: Inbox;
  /** What Application Insights technical profiles report. */
  readonly events: EventLog;
  /** The journeys of late, for whoever asks what happened in them. */
  readonly traces: TraceLog;
  /** Told of each event of a journey, and of each place that one comes to. */
  readonly changes: ChangeFeed;
  /** What goes wrong in calls of REST APIs, because a test wants it so. */
  readonly faults: InjectedFaults;
  /** The clock of all journeys; tests set it. */
  readonly now: () => Date;
  /** Cryptographic randomness, or a seeded sequence. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Identity providers that are not on this machine, played. */
  readonly standIns: StandIns;
  /** Where a URL of the policy really leads; throws JourneyFailed for a host that must not be called. */
  readonly reach: (url: string) => string;
  /** Asks a URL that `reach` has given. */
  readonly fetch: typeof globalThis.fetch;
}

/** A UUID of the tenant's randomness. */
export function newId({ randomBytes }: Pick<Tenant, 'randomBytes'>): string {
  const hex = Buffer.from(randomBytes(16)).toString('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20),
  ].join('-');
}

/** A secret for a URL or a form: 32 bytes as base64url. */
export function newSecret({ randomBytes }: Pick<Tenant, 'randomBytes'>): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}
