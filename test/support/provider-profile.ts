import type { TestContext } from 'node:test';
import type { LocalTenantOptions } from '../../emulator/local-tenant.ts';
import { visitProvider } from '../../emulator/stand-ins/visit-provider.ts';
import type { StartedJourney } from '../../emulator/start-journey.ts';
import { answerOf, exchange, sendClaims, startTest, tenantOf } from './emulated-tenant.ts';

/** A technical profile of an identity provider, and the claims that a journey through it answers. */
export interface ProviderProfile {
  readonly protocol: 'OAuth1' | 'OAuth2' | 'OpenIdConnect' | 'SAML2';
  readonly metadata: Readonly<Record<string, string>>;
  /** Key Id → StorageReferenceId. Default: a client secret. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly inputClaims?: string;
  /** ClaimType id → PartnerClaimType. */
  readonly outputClaims: Readonly<Record<string, string>>;
  readonly errorHandlers?: string;
  readonly claims?: Readonly<Record<string, string>>;
}

/** The technical profile's id. */
export const providerId = 'Provider';

/** The XML of the profile. */
function profileXml(parts: ProviderProfile): string {
  const items = Object.entries(parts.metadata).map(
    ([key, value]) => `<Item Key="${key}">${value.replaceAll('&', '&amp;')}</Item>`,
  );
  const { keys = { client_secret: 'B2C_1A_ProviderSecret' } } = parts;
  const keyList = Object.entries(keys).map(
    ([id, reference]) => `<Key Id="${id}" StorageReferenceId="${reference}" />`,
  );
  const claims = Object.entries(parts.outputClaims).map(
    ([id, name]) => `<OutputClaim ClaimTypeReferenceId="${id}" PartnerClaimType="${name}" />`,
  );
  const errorHandlers = parts.errorHandlers
    ? `<ErrorHandlers>${parts.errorHandlers}</ErrorHandlers>`
    : '';
  return `<TechnicalProfile Id="${providerId}"><DisplayName>Provider</DisplayName><Protocol Name="${parts.protocol}" /><Metadata>${items.join('')}</Metadata><CryptographicKeys>${keyList.join('')}</CryptographicKeys><InputClaims>${parts.inputClaims ?? ''}</InputClaims><OutputClaims>${claims.join('')}</OutputClaims>${errorHandlers}</TechnicalProfile>`;
}

/** Starts a journey that goes to the provider at once, and answers with its claims. */
export async function startAtProvider(
  t: TestContext,
  parts: ProviderProfile,
  options: Partial<LocalTenantOptions> = {},
): Promise<StartedJourney> {
  const strings = Object.keys(parts.outputClaims).map((id) => [id, 'string'] as const);
  const tenant = await tenantOf(
    t,
    {
      claims: { ...Object.fromEntries(strings), ...parts.claims },
      technicalProfiles: profileXml(parts),
      steps: exchange(1, providerId) + sendClaims(2),
    },
    options,
  );
  const parameters = new Map([
    ['login_hint', 'grace.hopper@example.org'],
    ['campaign', 'spring'],
  ]);
  return startTest(tenant, { parameters, clientId: 'app' });
}

/** The redirect to the provider, as the browser gets it. */
export function redirectOf(started: Pick<StartedJourney, 'stop'>) {
  if (started.stop.kind === 'redirect') return started.stop.redirect;
  throw new Error(`The journey is not at a provider: ${String(answerOf(started))}`);
}

/** The journey after the provider's answer. */
export async function answerWith(
  { transaction, stop }: StartedJourney,
  parameters: Readonly<Record<string, string>>,
): Promise<StartedJourney> {
  const { state } = redirectOf({ stop });
  if (stop.kind !== 'redirect') throw new Error('The journey is not at a provider.');
  const answer = new Map(Object.entries({ state, ...parameters }));
  return { transaction, stop: await stop.resume({ kind: 'providerAnswer', parameters: answer }) };
}

/** The journey after somebody has signed in at the stand-in; null: they cancelled. */
export async function signInAtStandIn(
  started: StartedJourney,
  personId: string | null = 'ada',
): Promise<StartedJourney> {
  const { standIns } = started.transaction.tenant;
  const parameters = await visitProvider(standIns, redirectOf(started), personId ?? undefined);
  return answerWith(started, Object.fromEntries(parameters));
}
