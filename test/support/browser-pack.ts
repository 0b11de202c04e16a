import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { openWindow } from './browser.ts';
import { BrowserPerson } from './browser-person.ts';
import { type Api, runEmulator } from './running-emulator.ts';

const packs = '../shared/corpus/starterpack';

/** Where a journey of every variant of the starter pack begins. */
export const signUpOrSignIn = 'B2C_1A_signup_signin';

/** An emulator that runs a variant of the starter pack, in this process. */
export interface RunningPack {
  readonly pages: string;
  readonly tenant: string;
  readonly api: Api;
  /** Somebody at a browser of his own. */
  newPerson(): Promise<BrowserPerson>;
}

/**
 * Starts an emulator on variants of the starter pack; the first is the one that is tried, the others are what it stands on.
 * @param own folders of policies of the test, before them
 */
export async function startPack(
  t: TestContext,
  variants: readonly string[],
  { own = [], map = [] }: StartPackOptions = {},
): Promise<RunningPack> {
  const folders = [...own, ...variants.map((variant) => `${packs}/${variant}`)];
  const { origin: pages, api } = await runEmulator(t, { folders, map });
  const { body } = await api('GET', '/health');
  assert.ok(body.policies > 0, `no policies in ${folders.join(', ')}`);
  const at = { pages, tenant: body.tenant };
  return { ...at, api, newPerson: async () => new BrowserPerson(await openWindow(t), at) };
}

/** What a pack is started with besides. */
interface StartPackOptions {
  readonly own?: readonly string[];
  readonly map?: readonly (readonly [string, string])[];
}

/** Somebody new, who has followed the link to sign up. */
export async function beginSignUp(pack: RunningPack): Promise<BrowserPerson> {
  const person = await pack.newPerson();
  await person.begin(signUpOrSignIn);
  await person.page.getByRole('link', { name: 'Sign up now' }).click();
  await person.field('Email Address').waitFor();
  return person;
}

/** Fills the rest of the sign-up page, whose address is verified by then. */
export async function createAccount(person: BrowserPerson, password: string): Promise<void> {
  await person.field('New Password').fill(password);
  await person.field('Confirm New Password').fill(password);
  await person.field('Display Name').fill('Ada L');
  await person.button('Create').click();
}
