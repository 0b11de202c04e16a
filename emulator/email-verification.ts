import { isSameCode, newCode } from './one-time-code.ts';
import type { Field, PageError } from './page.ts';
import { pageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';

const codeLifetimeMs = 20 * 60 * 1000;
const attempts = 5;

interface SentCode {
  readonly address: string;
  readonly code: string;
  readonly expiresAt: Date;
  attemptsLeft: number;
}

/**
 * The page's own check of an e-mail address, for claims with PartnerClaimType `Verified.Email`: a code
 * by mail, typed on the page. @see facts engine 2.5, 4.4
 */
export class EmailVerification {
  readonly #run: ProfileRun;
  readonly #sent = new Map<string, SentCode>();
  readonly #verified = new Map<string, string>();

  constructor(run: ProfileRun) {
    this.#run = run;
  }

  send(claim: string, address: string): PageError | undefined {
    const { tenant } = this.#run;
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
      return { message: pageMessage(this.#run, 'UserMessageIfInvalidInput') };
    }
    const code = newCode(tenant);
    const at = tenant.now();
    const expiresAt = new Date(at.getTime() + codeLifetimeMs);
    this.#sent.set(claim, { address, code, expiresAt, attemptsLeft: attempts });
    this.#verified.delete(claim);
    tenant.inbox.send({ to: address, channel: 'email', code, text: `Your code is ${code}.`, at });
    return undefined;
  }

  verify(claim: string, address: string, code: string): PageError | undefined {
    const fail = (key: string, words: string) => ({ message: pageMessage(this.#run, key, words) });
    const sent = this.#sent.get(claim);
    if (
      !sent ||
      !isSameAddress(sent.address, address) ||
      sent.expiresAt <= this.#run.tenant.now()
    ) {
      return fail('ver_fail_code_expired', 'That code is expired. Please request a new code.');
    }
    sent.attemptsLeft -= 1;
    if (sent.attemptsLeft < 0) {
      return fail(
        'ver_fail_no_retry',
        "You've made too many incorrect attempts. Please request a new code.",
      );
    }
    if (!isSameCode(code, sent.code)) {
      return fail('ver_fail_retry', 'That code is incorrect. Please try again.');
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
