import { digitCodes, OneTimeCodes } from './one-time-codes.ts';
import type { Field, PageError } from './page.ts';
import { pageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';

/** How long such a code is good is not documented. */
const rules = { ...digitCodes, lifetimeSeconds: 20 * 60 };

/** What the page says of a code, by StringId, with our own words for it. @see facts engine 4.2 */
const refusals = {
  none: ['ver_fail_code_expired', 'That code is expired. Please request a new code.'],
  wrong: ['ver_fail_retry', 'That code is incorrect. Please try again.'],
  exhausted: [
    'ver_fail_no_retry',
    "You've made too many incorrect attempts. Please request a new code.",
  ],
} as const;

/**
 * The page's own check of an e-mail address, for claims with PartnerClaimType `Verified.Email`: a code
 * by mail, typed on the page. @see facts engine 2.5, 4.4
 */
export class EmailVerification {
  readonly #run: ProfileRun;
  readonly #codes: OneTimeCodes;
  readonly #sent = new Set<string>();
  readonly #verified = new Map<string, string>();

  constructor(run: ProfileRun) {
    this.#run = run;
    this.#codes = OneTimeCodes.of(run.transaction, `the page of "${run.profile.id}"`);
  }

  send(claim: string, address: string): PageError | undefined {
    const { now, inbox } = this.#run.tenant;
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
      return { message: pageMessage(this.#run, 'UserMessageIfInvalidInput') };
    }
    const code = this.#codes.issue(`${claim} ${address}`, rules);
    if (code === undefined) {
      const words = 'There have been too many requests to verify this email address. Wait a while.';
      return { message: pageMessage(this.#run, 'ver_fail_throttled', words) };
    }
    this.#sent.add(claim);
    this.#verified.delete(claim);
    const text = `Your code is ${code}.`;
    inbox.send({ to: address, channel: 'email', code, text, at: now() });
    return undefined;
  }

  verify(claim: string, address: string, code: string): PageError | undefined {
    const check = this.#codes.check(`${claim} ${address}`, code);
    if (check !== 'right') {
      const [key, words] = refusals[check];
      return { message: pageMessage(this.#run, key, words) };
    }
    this.#verified.set(claim, address);
    this.#sent.delete(claim);
    return undefined;
  }

  /** Whether this very address was verified for the claim. */
  isVerified(claim: string, address: string): boolean {
    return isSameAddress(this.#verified.get(claim) ?? '', address);
  }

  state(claim: string): NonNullable<Field['verification']> {
    if (this.#verified.has(claim)) return 'verified';
    if (this.#sent.has(claim)) return 'codeSent';
    return this.isEnforced ? 'required' : 'optional';
  }

  /** @see facts engine 2.10.3, EnforceEmailVerification */
  get isEnforced(): boolean {
    return this.#run.metadata('EnforceEmailVerification')?.toLowerCase() !== 'false';
  }
}

function isSameAddress(one: string, other: string): boolean {
  return one !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();
}
