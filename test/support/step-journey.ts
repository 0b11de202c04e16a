import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Stop } from '../../emulator/journey.ts';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import type { LocalTenantOptions } from '../../emulator/local-tenant.ts';
import type { UserEvent } from '../../emulator/page.ts';
import type { StartedJourney } from '../../emulator/start-journey.ts';
import { answerOf, type JourneyParts, sendClaims, startTest, tenantOf } from './emulated-tenant.ts';
import { always, type ProfileParts, profile } from './profile-text.ts';

const claims = { who: 'string', name: 'string', mark: 'string' };

/** Stands for an identity provider: what is chosen is what runs. */
export const provider = (id: string, parts: Partial<ProfileParts> = {}) =>
  profile({ id, outputClaims: [always('who', id)], ...parts });

/** Blue and Red, which `domain_hint` can choose. */
export const providers =
  provider('Blue', { domain: 'blue.example' }) + provider('Red', { domain: 'red.example' });

const form = profile({
  ...{ id: 'Form', handler: 'selfAsserted', outputClaims: ['name'] },
  metadata: { SignUpTarget: 'SignUp', 'setting.forgotPasswordLinkOverride': 'Forgot' },
});

/** The page behind the sign-up link of the form. */
export const signUp = profile({
  id: 'SignUpForm',
  handler: 'selfAsserted',
  outputClaims: ['mark'],
});

/** What the forgot-password link of the form leads to. */
export const forgot = provider('ForgotMark');

const contentDefinition =
  '<ContentDefinitions><ContentDefinition Id="api.any"><LoadUri>~/page</LoadUri><RecoveryUri>~/recover</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:providerselection:1.2.5</DataUri></ContentDefinition></ContentDefinitions>';

interface Selection {
  readonly type?: string;
  readonly targets?: readonly string[];
  readonly attributes?: string;
  readonly page?: string;
}

/** A step that offers providers. */
export function selection(
  order: number,
  {
    type = 'ClaimsProviderSelection',
    targets = ['Blue', 'Red'],
    attributes = '',
    page = ' ContentDefinitionReferenceId="api.any"',
  }: Selection = {},
) {
  const items = targets.map((id) => `<ClaimsProviderSelection TargetClaimsExchangeId="${id}" />`);
  return `<OrchestrationStep Order="${order}" Type="${type}"${page}><ClaimsProviderSelections${attributes}>${items.join('')}</ClaimsProviderSelections></OrchestrationStep>`;
}

/** A step with these exchanges: Id → technical profile. */
export function exchanges(order: number, ids: Readonly<Record<string, string>>, before = '') {
  const items = Object.entries(ids).map(
    ([id, profileId]) => `<ClaimsExchange Id="${id}" TechnicalProfileReferenceId="${profileId}" />`,
  );
  const preconditions = before && `<Preconditions>${before}</Preconditions>`;
  return `<OrchestrationStep Order="${order}" Type="ClaimsExchange">${preconditions}<ClaimsExchanges>${items.join('')}</ClaimsExchanges></OrchestrationStep>`;
}

/** The whole journey: a selection, its exchanges, the answer. */
export const choose = (more: Selection = {}) =>
  selection(1, more) + exchanges(2, { Blue: 'Blue', Red: 'Red' }) + sendClaims(3);

const base: JourneyParts = {
  claims,
  buildingBlocks: contentDefinition,
  technicalProfiles: providers + form + signUp + forgot,
  steps: choose(),
};

/** A journey, what the user does, and what comes of it. */
export interface StepCase {
  readonly name: string;
  readonly parts?: Partial<JourneyParts>;
  readonly options?: Partial<LocalTenantOptions>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly events?: readonly UserEvent[];
  /** Claims, an error, or what the journey waits for. */
  readonly gives: unknown;
}

/** The user chooses a provider. */
export const select = (claimsExchangeId: string): UserEvent => ({
  kind: 'select',
  claimsExchangeId,
});

/** The user submits a page and confirms it. */
export const submit = (fields: Readonly<Record<string, string>>): readonly UserEvent[] => [
  { kind: 'submit', claims: fields },
  { kind: 'confirm' },
];

/** Starts the journey of a case, up to its first stop. */
export async function runSteps(
  t: TestContext,
  { parts, options, parameters = {} }: Omit<StepCase, 'name' | 'gives'>,
) {
  const tenant = await tenantOf(t, { ...base, ...parts }, options);
  const request: Partial<JourneyRequest> = { parameters: new Map(Object.entries(parameters)) };
  return startTest(tenant, request);
}

/** Where the journey stops after these events. */
export async function takeEvents(stop: Stop, events: readonly UserEvent[] = []): Promise<Stop> {
  let now = stop;
  for (const event of events) {
    assert.ok('resume' in now, `${event.kind}: ${now.kind}`);
    now = await now.resume(event);
  }
  return now;
}

/** The answer, or the page that waits and its providers. */
export function outcomeOf(stop: Stop): unknown {
  if (stop.kind !== 'page') return answerOf({ stop } as StartedJourney);
  const { page } = stop;
  const choices = 'claimsProviders' in page ? page.claimsProviders : [];
  const ids = choices.map(({ claimsExchangeId }) => claimsExchangeId);
  return `page ${page.kind}: ${ids.join(', ')}`;
}
