import * as jose from 'jose';
import { fold } from '../compiler/id-map.ts';
import type { Position } from '../compiler/source.ts';
import type { Directory } from './directory.ts';
import { placeOf } from './fault-place.ts';
import { describeStop, requireFields } from './headless-words.ts';
import type { Inbox } from './inbox.ts';
import { goBack, type Stop } from './journey.ts';
import { UnexpectedEvent } from './journey-faults.ts';
import type { Page, SubmittedClaims, UserEvent } from './page.ts';
import type { ProviderRedirect } from './profile-type.ts';
import { errorAnswer, errorDescription } from './protocol/error-answer.ts';
import { redeemCode } from './protocol/redeem-code.ts';
import type { RelyingPartyResponse } from './response.ts';
import { visitProvider } from './stand-ins/visit-provider.ts';
import type { StartedJourney } from './start-journey.ts';
import type { TraceEvent } from './trace.ts';
import type { Transaction } from './transaction.ts';

/** How a journey ended badly, as the application sees it. */
export interface JourneyError {
  readonly error: string;
  /** `AADB2C90091`; undefined where B2C's own code is not known. */
  readonly code: string | undefined;
  readonly message: string;
  readonly description: string;
  /** Where the policy has what it is about, as far as that is known. */
  readonly position?: Position;
}

/**
 * One journey of one user, driven by a program: look at the page, do what a user would, read the
 * tokens. Calls are made one after another.
 */
export class HeadlessJourney {
  readonly #transaction: Transaction;
  #stop: Stop;

  constructor({ transaction, stop }: StartedJourney) {
    this.#transaction = transaction;
    this.#stop = stop;
  }

  /** The page that is open. @throws Error where there is none, with what there is instead */
  get page(): Page {
    if (this.#stop.kind === 'page') return this.#stop.page;
    throw new Error(`No page is open: ${this.#describe()}`);
  }

  get hasPage(): boolean {
    return this.#stop.kind === 'page';
  }

  /** Where the browser is sent: to an identity provider. Undefined: nowhere. */
  get redirect(): ProviderRedirect | undefined {
    return this.#stop.kind === 'redirect' ? this.#stop.redirect : undefined;
  }

  /** What the application gets: tokens, or an error. Undefined: nothing yet, or only a page says it. */
  get response(): RelyingPartyResponse | undefined {
    const { request, correlationId, tenant } = this.#transaction;
    if (this.#stop.kind === 'response') return this.#stop.response;
    if (this.#stop.kind !== 'failed') return undefined;
    return errorAnswer(request, this.#stop.fault, { correlationId, now: tenant.now() });
  }

  /** Undefined: it did not fail. */
  get error(): JourneyError | undefined {
    if (this.#stop.kind !== 'failed') return undefined;
    const { fault } = this.#stop;
    const { correlationId, tenant } = this.#transaction;
    const description = errorDescription(fault, { correlationId, now: tenant.now() });
    const { error, aadb2cCode: code, message } = fault;
    const position = placeOf(fault);
    return { error, code, message, description, ...(position ? { position } : {}) };
  }

  get trace(): readonly TraceEvent[] {
    return this.#transaction.trace.events();
  }

  get correlationId(): string {
    return this.#transaction.correlationId;
  }

  get inbox(): Inbox {
    return this.#transaction.tenant.inbox;
  }

  get directory(): Directory {
    return this.#transaction.tenant.directory;
  }

  /** The steps that were taken, in order: what `runAgainFrom` takes. */
  get steps(): readonly string[] {
    return this.#transaction.snapshots.map(({ stepName }) => stepName);
  }

  /**
   * Goes back to the beginning of a step, the last time it was taken, and runs on from there with the
   * claims of then. What has left the journey (users, mails, the session) stays as it is.
   */
  async runAgainFrom(step: string): Promise<this> {
    const snapshot = this.#transaction.snapshots.findLast(({ stepName }) => stepName === step);
    if (!snapshot) throw new Error(`The journey has not taken the step "${step}".`);
    this.#stop = await goBack(this.#transaction, snapshot);
    return this;
  }

  /** The claims of the journey as they are now, by ClaimType id. */
  get claims(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#transaction.bag);
  }

  /**
   * Fills in the page and sends it; where it is accepted, the journey goes on. Where it is refused the
   * same page is open again, with its `error`.
   * @throws UnexpectedEvent where the page has no such field; `act` sends whatever a page's script would
   */
  async submit(claims: SubmittedClaims, options: { readonly rememberMe?: boolean } = {}) {
    if (this.#stop.kind === 'page') requireFields(this.#stop.page, claims);
    await this.act({ kind: 'submit', claims });
    const { rememberMe } = options;
    if (this.hasPage && 'isAccepted' in this.page && this.page.isAccepted) {
      await this.act({ kind: 'confirm', ...(rememberMe === undefined ? {} : { rememberMe }) });
    }
    return this;
  }

  /** Follows the link to sign up. */
  signUp() {
    return this.act({ kind: 'signUp' });
  }

  forgotPassword() {
    return this.act({ kind: 'forgotPassword' });
  }

  cancel() {
    return this.act({ kind: 'cancel' });
  }

  /** Chooses a claims provider, by its ClaimsExchange's id. */
  select(claimsExchangeId: string) {
    return this.act({ kind: 'select', claimsExchangeId });
  }

  /**
   * Signs in at the provider that the browser is at, which a stand-in plays; the journey goes on with
   * the answer. Default: the first of the tenant's people.
   */
  signInAtProvider(personId = this.#transaction.tenant.standIns.people[0]?.id ?? '') {
    return this.#answerProvider(personId);
  }

  /** Cancels at the provider that the browser is at. */
  cancelAtProvider() {
    return this.#answerProvider(undefined);
  }

  async #answerProvider(personId: string | undefined): Promise<this> {
    const { redirect } = this;
    if (!redirect) throw new UnexpectedEvent(`No provider waits: ${this.#describe()}`);
    const { standIns } = this.#transaction.tenant;
    const parameters = await visitProvider(standIns, redirect, personId);
    return this.act({ kind: 'providerAnswer', parameters });
  }

  /** Has the page check an e-mail address: sends a code, reads it from the inbox, types it in. */
  async verifyEmail(claimTypeReferenceId: string, value: string) {
    await this.act({ kind: 'sendEmailCode', claimTypeReferenceId, value });
    const code = this.inbox.messages(value).at(-1)?.code ?? '';
    return this.act({ kind: 'verifyEmailCode', claimTypeReferenceId, value, code });
  }

  /** Has a display control check what is typed into it, by the code that it sends. */
  async verifyControl(displayControlId: string, claims: SubmittedClaims) {
    await this.controlAction(displayControlId, 'SendCode', claims);
    const fields = 'fields' in this.page ? this.page.fields : [];
    const own = fields.filter(
      (each) => fold(each.displayControlId ?? '') === fold(displayControlId),
    );
    const field = own.find(({ controlClaimType }) => controlClaimType === 'VerificationCode');
    const typed = { ...claims, [field?.claimTypeReferenceId ?? '']: this.#lastCode };
    return this.controlAction(displayControlId, 'VerifyCode', typed);
  }

  /** Has the phone factor page verify a number: the first on record, or one that is typed. */
  async verifyPhone(number?: string) {
    const to = number === undefined ? { id: '0' } : { number };
    await this.act({ kind: 'sendPhoneCode', method: 'sms', ...to });
    await this.act({ kind: 'verifyPhoneCode', code: this.#lastCode });
    const isVerified = this.hasPage && 'isVerified' in this.page && this.page.isVerified;
    return isVerified ? this.act({ kind: 'confirm' }) : this;
  }

  get #lastCode(): string {
    return this.inbox.messages().at(-1)?.code ?? '';
  }

  /** Runs an action of a display control with what is typed into it. */
  controlAction(displayControlId: string, actionId: string, claims: SubmittedClaims) {
    return this.act({ kind: 'controlAction', displayControlId, actionId, claims });
  }

  /**
   * Does anything that a page can do.
   * @throws UnexpectedEvent where this page cannot; the journey is as it was
   */
  async act(event: UserEvent): Promise<this> {
    const stop = this.#stop;
    if (stop.kind !== 'page' && stop.kind !== 'redirect') {
      throw new UnexpectedEvent(`No page is open: ${this.#describe()}`);
    }
    this.#stop = await stop.resume(event);
    return this;
  }

  /** The claims of the ID token: of the answer itself, or of the code that the application redeems. */
  async tokenClaims(): Promise<jose.JWTPayload> {
    const { id_token: idToken } = await this.tokens();
    if (idToken === undefined) throw new Error('The application got no ID token.');
    return jose.decodeJwt(idToken);
  }

  /** What the application gets: tokens of the answer, or those that it redeems the code for. */
  async tokens(): Promise<Readonly<Record<string, string>>> {
    const { response } = this;
    if (this.error) throw new Error(`There are no tokens: ${this.#describe()}`);
    if (response?.kind === 'json') return response.body as Record<string, string>;
    if (response?.kind !== 'redirect') throw new Error(`There are no tokens: ${this.#describe()}`);
    const parameters = Object.fromEntries(response.parameters);
    const { code } = parameters;
    return code === undefined ? parameters : redeemCode(this.#transaction, code);
  }

  #describe(): string {
    return describeStop(this.#stop);
  }
}
