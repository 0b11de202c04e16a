import type { ActiveJourney } from '../active-journeys.ts';
import type { SubmittedClaims, UserEvent } from '../page.ts';
import { isSecretClaim } from '../secret-claims.ts';

/** Passwords stay out of what is copied. */
const password = 'Test-password-1';

/**
 * What the user has done so far as a test of `countersign/testing`: to be pasted into a file, and
 * changed. Passwords and codes are replaced: by one for tests, and by those of the test's own inbox.
 */
export function journeyTest({ transaction, taken, stop }: ActiveJourney): string {
  const { policy, tenant } = transaction;
  const isSecret = isSecretClaim(policy);
  const steps = taken.flatMap(
    ({ event }, index) => lineOf(event, taken[index - 1]?.event, isSecret) ?? [],
  );
  const { folders, environment } = tenant.policies.request;
  const options = [
    `policies: ${JSON.stringify(folders)}`,
    ...(environment === undefined ? [] : [`environment: ${text(environment)}`]),
    'secrets',
  ];
  const ending =
    stop.kind === 'failed'
      ? `assert.equal(journey.error?.code, ${text(stop.fault.aadb2cCode)});`
      : stop.kind === 'response'
        ? 'assert.ok((await journey.tokenClaims()).sub);'
        : 'assert.ok(journey.hasPage);';
  return `import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openJourney, openTenant } from 'countersign/testing';

const file = 'local.settings.json'; // what the functions of "npm start" are called with
const settings = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).Values : {};
const secrets = { ...settings, ...process.env };

test(${text(`${policy.policyId} as it went on ${tenant.now().toISOString()}`)}, async () => {
  const tenant = await openTenant({ ${options.join(', ')} });
  const journey = await openJourney({ tenant, policy: ${text(policy.policyId)} });
${steps.map((line) => `  ${line}\n`).join('')}  ${ending}
});
`;
}

type IsSecret = (claimTypeReferenceId: string) => boolean;

/** Undefined for what a line before it does already. */
function lineOf(
  event: UserEvent,
  before: UserEvent | undefined,
  isSecret: IsSecret,
): string | undefined {
  switch (event.kind) {
    case 'submit':
      return `await journey.submit(${object(event.claims, isSecret)});`;
    case 'confirm':
      return before?.kind === 'submit' ? undefined : "await journey.act({ kind: 'confirm' });";
    case 'cancel':
    case 'signUp':
    case 'forgotPassword':
      return `await journey.${event.kind}();`;
    case 'select':
      return `await journey.select(${text(event.claimsExchangeId)});`;
    case 'sendEmailCode':
      return `await journey.verifyEmail(${text(event.claimTypeReferenceId)}, ${text(event.value)});`;
    case 'controlAction':
      return controlLine(event, isSecret);
    case 'sendPhoneCode':
      return `await journey.verifyPhone(${event.number === undefined ? '' : text(event.number)});`;
    case 'verifyEmailCode':
    case 'verifyPhoneCode':
      return undefined;
    case 'providerAnswer':
      return 'await journey.signInAtProvider();';
  }
}

/** Sending and checking a code is one line of a test. */
function controlLine(
  { displayControlId, actionId, claims }: Extract<UserEvent, { kind: 'controlAction' }>,
  isSecret: IsSecret,
): string | undefined {
  if (actionId === 'VerifyCode') return undefined;
  const typed = object(claims, isSecret);
  if (actionId === 'SendCode') {
    return `await journey.verifyControl(${text(displayControlId)}, ${typed});`;
  }
  return `await journey.controlAction(${text(displayControlId)}, ${text(actionId)}, ${typed});`;
}

function object(claims: SubmittedClaims, isSecret: IsSecret): string {
  const members = Object.entries(claims)
    .filter(([, value]) => value !== '')
    .map(([id, value]) => `${name(id)}: ${isSecret(id) ? text(password) : text(value)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function name(id: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(id) ? id : text(id);
}

/** As a literal of JavaScript. */
function text(value: string | readonly string[] | undefined): string {
  if (typeof value !== 'string') return value === undefined ? 'undefined' : JSON.stringify(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)}'`;
}
