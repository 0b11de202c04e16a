import type { HeadlessJourney } from '../emulator/testing.ts';
import type { JourneyText, StepText } from './journey-file.ts';

/** What a journey came to that it should not have, as a sentence. */
class JourneyMismatch extends Error {
  override readonly name = 'JourneyMismatch';
}

type Journey = HeadlessJourney;
type Claims = NonNullable<StepText['submit']>;

/** Does one step of a file. @throws JourneyMismatch where what it expects is not so */
export async function takeStep(
  journey: Journey,
  step: StepText,
  advance: (milliseconds: number) => void,
): Promise<void> {
  if (step.page) return checkPage(journey, step.page);
  if (step.submit) await journey.submit(claimsOf(journey, step.submit));
  if (step.signUp) await journey.signUp();
  if (step.forgotPassword) await journey.forgotPassword();
  if (step.cancel) await journey.cancel();
  if (step.select !== undefined) await journey.select(step.select);
  if (step.verifyEmail) await journey.verifyEmail(step.verifyEmail.claim, step.verifyEmail.value);
  if (step.advanceSeconds) advance(step.advanceSeconds * 1000);
  await takeOther(journey, step);
}

async function takeOther(
  journey: Journey,
  { controlAction, signInAtProvider }: StepText,
): Promise<void> {
  if (controlAction) {
    const { control, action, claims } = controlAction;
    await journey.controlAction(control, action, claimsOf(journey, claims));
  }
  if (signInAtProvider === true) await journey.signInAtProvider();
  else if (signInAtProvider !== undefined) await journey.signInAtProvider(signInAtProvider);
}

/** Texts as a form sends them; `{Inbox:ada@example.org}` is the last code that was sent there. */
function claimsOf({ inbox }: Journey, claims: Claims): Record<string, string | string[]> {
  const text = (value: string | number | boolean) =>
    String(value).replaceAll(/\{Inbox:([^}]*)\}/g, (_, address: string) => {
      return inbox.messages(address).at(-1)?.code ?? '';
    });
  return Object.fromEntries(
    Object.entries(claims).map(([id, value]) => [
      id,
      Array.isArray(value) ? value.map(text) : text(value),
    ]),
  );
}

function checkPage(journey: Journey, expected: NonNullable<StepText['page']>): void {
  const { page } = journey;
  expectSame('kind of the page', page.kind, expected.kind);
  const profile = 'technicalProfileId' in page ? page.technicalProfileId : undefined;
  expectSame('technical profile of the page', profile, expected.technicalProfile);
  const fields = 'fields' in page ? page.fields.map((field) => field.claimTypeReferenceId) : [];
  expectSame('fields of the page', fields, expected.fields);
  const providers =
    'claimsProviders' in page ? page.claimsProviders.map((each) => each.claimsExchangeId) : [];
  expectSame('claims providers of the page', providers, expected.claimsProviders);
  if (expected.error !== undefined) checkError(journey, expected.error);
}

function checkError({ page }: Journey, expected: string | null): void {
  const { error } = page;
  const isSame =
    expected === null ? !error : error?.code === expected || error?.message === expected;
  if (isSame) return;
  const found = error ? [error.code, error.message].filter(Boolean).join(': ') : 'no error';
  throw new JourneyMismatch(
    `The page should show "${expected ?? 'no error'}"; it shows "${found}"`,
  );
}

/** Checks what the application got. @throws JourneyMismatch */
export async function checkOutcome(
  journey: Journey,
  { claims = {}, present = [], absent = [], error }: NonNullable<JourneyText['expect']>,
): Promise<void> {
  if (error !== undefined) {
    const { code, description } = journey.error ?? { code: undefined, description: 'no error' };
    if (code === error || description.includes(error)) return;
    throw new JourneyMismatch(
      `The application should get "${error}"; it gets "${description.split('\r\n')[0]}"`,
    );
  }
  const token = await journey.tokenClaims();
  for (const [name, value] of Object.entries(claims)) {
    expectSame(`claim "${name}" of the token`, token[name], value);
  }
  const missing = present.filter((name) => token[name] === undefined);
  if (missing.length > 0) throw new JourneyMismatch(`The token lacks ${list(missing)}.`);
  const unwanted = absent.filter((name) => token[name] !== undefined);
  if (unwanted.length > 0) throw new JourneyMismatch(`The token must not have ${list(unwanted)}.`);
}

function expectSame(what: string, found: unknown, expected: unknown): void {
  if (expected === undefined || JSON.stringify(found) === JSON.stringify(expected)) return;
  const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing';
  throw new JourneyMismatch(`The ${what} should be ${shown(expected)}; it is ${shown(found)}.`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
