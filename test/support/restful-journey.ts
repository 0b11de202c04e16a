import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { LocalTenantOptions } from '../../emulator/local-tenant.ts';
import type { FormPage } from '../../emulator/page.ts';
import {
  answerOf,
  exchange,
  type JourneyParts,
  sendClaims,
  startTest,
  tenantOf,
} from './emulated-tenant.ts';
import { always, named, type ProfileParts, profile } from './profile-text.ts';

const claims = {
  email: 'string',
  age: 'int',
  isNew: 'boolean',
  tier: 'string',
  empty: 'string',
  accessToken: 'string',
  body: 'string',
  page: 'string',
};

const set = profile({
  id: 'Set',
  outputClaims: [
    always('email', 'ada@example.org'),
    always('age', '36'),
    always('isNew', 'true'),
    always('accessToken', 'token-of-a-claim'),
    always('body', '{"whole":"body"}'),
  ],
});

const inputClaims = ['email', named('age', 'years'), 'isNew', 'empty'];
const outputClaims = ['tier'];

/** What a test says of the RESTful technical profile. */
export interface Rest extends Partial<ProfileParts> {
  readonly path?: string;
}

/** The RESTful technical profile `Rest`. */
export function rest(url: string, { path = '/check', metadata, ...parts }: Rest): string {
  const all = { ServiceUrl: `${url}${path}`, AuthenticationType: 'None', ...metadata };
  return profile({
    ...{ id: 'Rest', handler: 'restful', inputClaims, outputClaims },
    ...{ ...parts, metadata: all },
  });
}

/** The journey whose second step is the call. */
export const asStep = (restProfile: string): JourneyParts => ({
  claims,
  technicalProfiles: set + restProfile,
  steps: exchange(1, 'Set') + exchange(2, 'Rest') + sendClaims(3),
  answer: ['tier'],
});

/** The journey whose second step is a page that the call validates. */
export const asValidation = (restProfile: string, buildingBlocks = ''): JourneyParts => ({
  claims,
  buildingBlocks,
  technicalProfiles:
    set +
    restProfile +
    profile({
      ...{ id: 'Page', handler: 'selfAsserted', validations: ['Rest'] },
      metadata: { ContentDefinitionReferenceId: 'api.page' },
      outputClaims: ['page', 'tier'],
    }),
  steps: exchange(1, 'Set') + exchange(2, 'Page') + sendClaims(3),
  answer: ['tier'],
});

/** The answer of the journey, and the call in its trace. */
export async function callAtStep(
  t: TestContext,
  parts: JourneyParts,
  options: Partial<LocalTenantOptions> = {},
) {
  const started = await startTest(await tenantOf(t, parts, options));
  const { transaction } = started;
  const http = transaction.trace.events().find(({ kind }) => kind === 'http');
  return { answer: answerOf(started), transaction, http };
}

/** The page after it was submitted. */
export async function callFromPage(
  t: TestContext,
  parts: JourneyParts,
  options: Partial<LocalTenantOptions> = {},
): Promise<FormPage> {
  const { stop } = await startTest(await tenantOf(t, parts, options));
  assert.equal(stop.kind, 'page');
  const after =
    stop.kind === 'page' ? await stop.resume({ kind: 'submit', claims: { page: 'x' } }) : stop;
  assert.equal(after.kind, 'page', JSON.stringify(after));
  return (after as { page: FormPage }).page;
}

/** Policy keys of a caller. */
export const secrets = (id: string) =>
  new Map([
    ['B2C_1A_User', 'caller'],
    ['B2C_1A_Secret', 'open sesame'],
  ]).get(id);

/** A 409 as B2C reads it. */
export const refusal = {
  version: '1.0.0',
  status: 409,
  code: 'TIER_UNKNOWN',
  userMessage: 'We do not know that tier.',
  developerMessage: 'Table tiers is empty.',
};
