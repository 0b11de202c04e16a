import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuthenticatedRequest } from '../../caller/authenticate.ts';
import { buildRequest, callProfile } from '../../caller/call.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { ensureClientCertificate } from '../../caller/client-certificate.ts';
import { encodeDefaults } from '../../caller/encode.ts';
import { startIssuer } from '../../caller/issuer.ts';
import { keysFrom } from '../../caller/keys.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import { findTokenProfile } from '../../caller/token-profile.ts';
import { certificatePlaceholder } from '../../commands/local-keys.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { IdMap } from '../../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import { startAzurite } from './azurite.ts';
import { type FunctionsHost, startFunctionsHost } from './functions-host.ts';
import { type MessageInbox, startInbox } from './message-inbox.ts';
import type { Scope } from './scope.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The claims of a journey by ClaimType id. */
export type Bag = Readonly<Record<string, ClaimValue>>;

/** What a journey knows besides its claims. */
export interface Journey {
  readonly correlationId?: string;
  /** An RFC 5646 tag; English where absent. */
  readonly culture?: string;
  /** The client_id of the application. */
  readonly applicationId?: string;
  /** Where the browser is. */
  readonly ipAddress?: string;
}

/** Our own functions on a storage of their own, and B2C to call them. */
export interface Club {
  readonly host: FunctionsHost;
  readonly profiles: IdMap<RestfulTechnicalProfile>;
  /** Whose folder `keys` has the client certificate. */
  readonly dataFolder: string;
  readonly tokenEndpoint: string;
  /** What the functions would have sent; undefined for a deployment, which sends it. */
  readonly inbox: MessageInbox | undefined;
  /** Calls a RESTful technical profile as B2C does, with the right credentials. */
  call(profileId: string, claims: Bag, journey?: Journey): Promise<CallOutcome>;
  /** The request of such a call, with the right credentials, for tests that send it themselves; claims may be missing. */
  request(profileId: string, claims: Bag, journey?: Journey): Promise<AuthenticatedRequest>;
}

type Settings = Readonly<Record<string, string | undefined>>;

let shared: Promise<Club> | undefined;

/**
 * Starts functions, storage and token issuer, once for all tests of a process: `await startClub({ after })`.
 * The scenario's own data modules then work on the same storage. Where BASE_URL is set, the functions, the
 * storage (`Storage`) and the issuer (`Bearer__Issuer`) are those of that deployment.
 * @param own settings of the functions besides those of tests; the first call of a process decides
 */
export function startClub(scope: Scope, own: Settings = {}): Promise<Club> {
  shared ??= start(scope, own);
  return shared;
}

async function start(scope: Scope, own: Settings): Promise<Club> {
  const settings = { ...(await localSettings()), ...process.env };
  const dataFolder = await temporaryFolder(scope);
  const keyFolder = join(dataFolder, 'keys');
  const inbox = process.env['BASE_URL'] ? undefined : await startInbox(scope);
  const added = inbox
    ? { ...(await surroundings(scope, settings, keyFolder)), DevelopmentInbox: inbox.url, ...own }
    : {};
  const environment: Settings = { ...settings, ...added };
  const { Storage, Digest__Key } = environment;
  Object.assign(process.env, { Storage, Digest__Key, ...development });
  const host = await startFunctionsHost(scope, { main: 'functions/**/*.ts', env: added });
  const tokenEndpoint = `${environment['Bearer__Issuer']}/oauth2/v2.0/token`;
  const profiles = readProfiles({
    ApiUrl: `${host.baseUrl}/api`,
    TokenEndpoint: tokenEndpoint,
  });
  const keys = keysFrom(environment, keyFolder);
  const callWith = (
    profile: RestfulTechnicalProfile,
    claims: IdMap<ClaimValue>,
    journey: Journey,
  ) => callProfile({ profile, claims, keys, context: contextOf(journey) });
  const prepare = async (profileId: string, claims: Bag, journey: Journey) => {
    const profile = profiles.get(profileId);
    assert.ok(profile, `the policies have "${profileId}"`);
    const bag = bagOf(claims);
    const tokenProfile = findTokenProfile(profile, profiles.values());
    if (tokenProfile) addClaims(bag, await callWith(tokenProfile, bag, journey));
    return { profile, bag };
  };
  return {
    host,
    profiles,
    dataFolder,
    tokenEndpoint,
    inbox,
    async call(profileId, claims, journey = {}) {
      const { profile, bag } = await prepare(profileId, claims, journey);
      return callWith(profile, bag, journey);
    },
    async request(profileId, claims, journey = {}) {
      const { profile, bag } = await prepare(profileId, claims, journey);
      const source = { profile, claims: bag, keys, context: contextOf(journey) };
      return buildRequest(source, { ...encodeDefaults, missingRequired: 'send' });
    },
  };
}

/** The claims that a call brought, by ClaimType id. */
export function claimsOf(outcome: CallOutcome): Record<string, ClaimValue> {
  assert.equal(outcome.outcome, 'claims', JSON.stringify(outcome));
  assert.equal(outcome.timing.httpStatus, 200);
  assert.deepEqual(outcome.remarks, [], 'B2C has nothing to stumble over');
  return Object.fromEntries(outcome.claims);
}

/** The body's `code` of a refusal; every refusal is a 409 that the user can read. */
export function refusalOf(outcome: CallOutcome): string | undefined {
  assert.equal(outcome.outcome, 'error', JSON.stringify(outcome));
  assert.equal(outcome.timing.httpStatus, 409);
  assert.equal(outcome.status, 409);
  assert.match(outcome.userMessage, /\S{2,}.*[.?]$/);
  return outcome.code;
}

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

async function surroundings(scope: Scope, settings: Settings, keyFolder: string) {
  const storageReferenceId = 'B2C_1A_RestClientCertificate';
  const wanted = { folder: keyFolder, storageReferenceId, now: new Date() };
  const [azurite, issuer, certificate] = await Promise.all([
    startAzurite(scope),
    startIssuer({
      port: 0,
      audience: settings['Bearer__Audience'] ?? '',
      clients: new Map([
        [settings['B2C_1A_RestClientId'] ?? '', settings['B2C_1A_RestClientSecret'] ?? ''],
      ]),
    }),
    ensureClientCertificate(wanted),
  ]);
  scope.after(() => issuer.close());
  return {
    Storage: azurite.connectionString,
    CallDeadlineMs: '8000', // what tests do at a time is no traffic of one machine
    Bearer__Issuer: issuer.url,
    [`${storageReferenceId}__Thumbprints`]: certificate.thumbprint,
    ...certificatesOf(settings, certificate.pem),
  };
}

/** One key for all settings that want one: making it takes a while. */
function certificatesOf(settings: Settings, pem: string): Settings {
  const wanted = Object.keys(settings).filter((name) => settings[name] === certificatePlaceholder);
  return Object.fromEntries(wanted.map((name) => [name, pem]));
}

/** The profiles of all relying parties, also those that are not ours. */
function readProfiles(settings: Record<string, string>): IdMap<RestfulTechnicalProfile> {
  const folders = [join(root, 'policies')];
  const read = readRestfulProfiles({ folders, environment: 'Local', settings });
  const profiles = new IdMap<RestfulTechnicalProfile>();
  for (const relyingParty of read.relyingParties) {
    for (const [id, profile] of relyingParty.profiles) profiles.set(id, profile);
  }
  return profiles;
}

async function localSettings(): Promise<Settings> {
  return JSON.parse(await readFile(join(root, 'local.settings.json'), 'utf8')).Values;
}

function contextOf(journey: Journey) {
  const { correlationId = randomUUID(), culture = 'en-GB', applicationId, ipAddress } = journey;
  const parameters = new Map(applicationId === undefined ? [] : [['client_id', applicationId]]);
  const address = ipAddress === undefined ? {} : { ipAddress };
  return { correlationId, culture, now: new Date(), parameters, ...address };
}

function bagOf(claims: Bag): IdMap<ClaimValue> {
  const bag = new IdMap<ClaimValue>();
  for (const [id, value] of Object.entries(claims)) bag.set(id, value);
  return bag;
}

function addClaims(bag: IdMap<ClaimValue>, outcome: CallOutcome): void {
  assert.equal(outcome.outcome, 'claims', 'the issuer gives a token');
  for (const [id, value] of outcome.claims) bag.set(id, value);
}
