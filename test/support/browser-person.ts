import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Surroundings } from './browser.ts';

/** The application that the workbench plays; any of this machine is one. */
const clientId = '00000000-0000-4000-8000-000000000001';

/** Somebody at a browser, and what he does at our policies' pages. */
export class BrowserPerson {
  readonly page: Page;
  readonly #at: Pick<Surroundings, 'pages' | 'tenant'>;

  constructor(page: Page, at: Pick<Surroundings, 'pages' | 'tenant'>) {
    this.page = page;
    this.#at = at;
  }

  /** Comes from an application. */
  async begin(policy: string, parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    const { pages, tenant } = this.#at;
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: `${pages}/_emulator/signed-in`,
      response_type: 'id_token',
      response_mode: 'fragment',
      scope: 'openid',
      nonce: 'n',
      ...parameters,
    });
    await this.page.goto(`${pages}/${tenant}/${policy}/oauth2/v2.0/authorize?${query}`);
  }

  /** A field by its label. */
  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** A button by what is written on it. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Writes into the field that has the focus and into those behind it, by keys alone. */
  async type(...texts: readonly string[]): Promise<void> {
    for (const [index, text] of texts.entries()) {
      if (index > 0) await this.page.keyboard.press('Tab');
      await this.page.keyboard.type(text);
    }
  }

  /** Proves an e-mail address with the code of the inbox. */
  async verifyEmail(email: string): Promise<void> {
    await this.page.fill('#email', email);
    await this.page.waitForLoadState(); // else nothing hears the click yet
    await this.page.click('#email_ver_but_send');
    await this.page.locator('#email_ver_input').waitFor();
    await this.page.fill('#email_ver_input', await this.codeFor(email));
    await this.page.click('#email_ver_but_verify');
    await this.page.locator('#email_ver_but_edit').waitFor();
  }

  /** The newest, by mail or by text message. */
  async codeFor(to: string): Promise<string> {
    const url = `${this.#at.pages}/_emulator/api/inbox?to=${encodeURIComponent(to)}`;
    const messages = (await (await fetch(url)).json()) as { code?: string }[];
    const { code } = messages.at(-1) ?? {};
    assert.ok(code, 'a code has arrived');
    return code;
  }

  /** Fills what a sign-up page asks for, besides the address. */
  async fillSignUp(password: string, section: string): Promise<void> {
    await this.page.fill('#newPassword', password);
    await this.page.fill('#reenterPassword', password);
    await this.page.fill('#givenName', 'Ada');
    await this.page.fill('#surname', 'Keller');
    await this.page.selectOption('#dateOfBirth_day', '10');
    await this.page.selectOption('#dateOfBirth_month', '12');
    await this.page.selectOption('#dateOfBirth_year', '1990');
    await this.page.fill('#phoneEntered', '+41 79 123 45 67');
    await this.page.check(`input[name="rowingSection"][value="${section}"]`);
  }

  /** Signs up from the first page on, without a detour. */
  async signUp(email: string, password: string): Promise<Record<string, unknown>> {
    await this.begin('B2C_1A_SignUpOrSignIn');
    await this.page.click('#createAccount');
    await this.verifyEmail(email);
    await this.fillSignUp(password, 'senior');
    await this.page.click('#continue');
    return this.claims();
  }

  /** Fills the sign-in page, alone or with its link to sign up. */
  async signIn(email: string, password: string): Promise<void> {
    await this.page.fill('#signInName', email);
    await this.page.fill('#password', password);
    await this.page.click('#next, #continue');
  }

  /** Proves the address whose password is forgotten, and chooses another password. */
  async resetPassword(email: string, password: string): Promise<void> {
    await this.verifyEmail(email);
    await this.page.click('#continue');
    await this.page.locator('#newPassword').waitFor();
    await this.page.fill('#newPassword', password);
    await this.page.fill('#reenterPassword', password);
    await this.page.click('#continue');
  }

  /** What the application was told instead of claims. */
  async refusal(): Promise<string> {
    await this.page.waitForURL(/\/_emulator\/signed-in#error=/);
    return this.page.locator('#claims').innerText();
  }

  /** What the application got. */
  async claims(): Promise<Record<string, unknown>> {
    await this.page.waitForURL(/\/_emulator\/signed-in/);
    return JSON.parse(await this.page.locator('#claims').innerText());
  }
}
