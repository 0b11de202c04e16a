import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { fold } from '../compiler/id-map.ts';
import { toInternational } from '../compiler/phone-number.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { unexpectedEvent, userCancelled } from './journey-faults.ts';
import { textsOf } from './localization.ts';
import { maskText } from './mask.ts';
import { digitCodes, OneTimeCodes } from './one-time-codes.ts';
import type { PageButton, PageError, PhoneFactorPage, UserEvent } from './page.ts';
import { contentDefinitionOf, pageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
import { type Execution, partnerClaimsOf, type Waiting } from './profile-type.ts';

type SendEvent = Extract<UserEvent, { readonly kind: 'sendPhoneCode' }>;

/** A number on the page. */
interface KnownNumber {
  readonly id: string;
  readonly number: string;
  readonly maskedNumber: string;
}

/** The number that is being verified. */
interface ChosenNumber {
  readonly number: string;
  readonly isNew: boolean;
}

/** After so many wrong codes the application hears of it. @see facts engine 2.3 */
const wrongCodesAllowed = 3;

/** The phone factor page while it is open. @see facts engine 2.3, 4.4 */
export class PhoneFactorForm {
  readonly #run: ProfileRun;
  readonly #known: readonly KnownNumber[];
  readonly #mode: PhoneFactorPage['authenticationMode'];
  readonly #codes: OneTimeCodes;
  #chosen: ChosenNumber | undefined;
  #isVerified = false;
  #wrongCodes = 0;

  constructor(run: ProfileRun) {
    this.#run = run;
    this.#known = knownNumbers(run);
    this.#mode = authenticationMode(run);
    this.#codes = OneTimeCodes.of(run.transaction, `"${run.profile.id}"`);
  }

  /**
   * The page. With `setting.autodial`, one number and one way to reach it, the code is on its way.
   * @throws {JourneyFailed} AADB2C90145 where there is no number, and none may be entered
   */
  async open(): Promise<Waiting> {
    const [only, second] = this.#known;
    if (!only && !this.#mayEnterNumber) {
      const message = 'There is no phone number on record, and none may be entered.';
      throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90145' });
    }
    const dialsItself = this.#run.isMetadataTrue('setting.autodial') && this.#mode !== 'mixed';
    if (!dialsItself || !only || second) return this.#wait();
    const method = this.#mode === 'sms' ? 'sms' : 'call';
    return this.#wait(await this.#send({ kind: 'sendPhoneCode', method, id: only.id }));
  }

  /** A number is entered where none is known; what is known cannot be got around. */
  get #mayEnterNumber(): boolean {
    return this.#known.length === 0 && this.#run.isMetadataTrue('ManualPhoneNumberEntryAllowed');
  }

  #wait(error?: PageError): Waiting {
    return { kind: 'page', page: this.#show(error), resume: (event) => this.#take(event) };
  }

  async #take(event: UserEvent): Promise<Execution> {
    switch (event.kind) {
      case 'sendPhoneCode':
        return this.#wait(await this.#send(event));
      case 'verifyPhoneCode':
        return this.#wait(this.#verify(event.code));
      case 'confirm':
        return this.#confirm();
      case 'cancel':
        throw userCancelled(this.#text('cancel_message', 'The user cancelled the phone check.'));
      default:
        throw unexpectedEvent(event);
    }
  }

  async #send(event: SendEvent): Promise<PageError | undefined> {
    const { method } = event;
    if (this.#mode !== 'mixed' && (this.#mode === 'sms') !== (method === 'sms')) {
      throw unexpectedEvent(event);
    }
    const chosen = await this.#choose(event);
    if (!chosen) return this.#refuse('invalid_number', 'Please enter a valid phone number.');
    this.#isVerified = false;
    const code = this.#codes.issue(chosen.number, digitCodes);
    if (code === undefined) {
      const key = method === 'sms' ? 'error_sms_throttled' : 'error_phone_throttled';
      return this.#refuse(key, 'There have been too many requests. Try again shortly.', '429');
    }
    return this.#deliver(chosen, method, code);
  }

  /** A call is answered at once. */
  #deliver(chosen: ChosenNumber, method: SendEvent['method'], code: string): PageError | undefined {
    const { inbox, now } = this.#run.tenant;
    const to = chosen.number;
    const isSent =
      method === 'sms'
        ? inbox.send({ to, channel: 'sms', code, text: `Your code is ${code}.`, at: now() })
        : inbox.send({ to, channel: 'call', text: 'A call, which was answered.', at: now() });
    if (!isSent) {
      return this.#refuse('error_448', 'The phone number you provided is unreachable.', '448');
    }
    this.#chosen = chosen;
    this.#isVerified = method === 'call';
    return undefined;
  }

  async #choose({ id, number = '' }: SendEvent): Promise<ChosenNumber | undefined> {
    if (id !== undefined) {
      const known = this.#known.find((each) => each.id === id);
      return known && { number: known.number, isNew: false };
    }
    const typed = this.#mayEnterNumber ? await toInternational(number) : undefined;
    return typed === undefined ? undefined : { number: typed, isNew: true };
  }

  /** @throws {JourneyFailed} AADB2C90151 after too many wrong codes, AADB2C90154 where none was sent */
  #verify(code: string): PageError | undefined {
    if (this.#isVerified) return undefined; // the page asks whether the call was answered
    if (!this.#chosen) {
      throw new JourneyFailed('No code was sent, so none can be verified.', {
        aadb2cCode: 'AADB2C90154',
      });
    }
    this.#isVerified = this.#codes.check(this.#chosen.number, code) === 'right';
    if (this.#isVerified) return undefined;
    this.#wrongCodes += 1;
    if (this.#wrongCodes >= wrongCodesAllowed) {
      const message = this.#text('error_449', 'The number of retry attempts was exceeded.');
      throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90151', error: 'access_denied' });
    }
    return this.#refuse('error_incorrect_code', 'That code is wrong. Please try again.', '449');
  }

  #confirm(): Execution {
    if (!this.#chosen || !this.#isVerified) {
      throw new JourneyFailed('The claims exchange did not complete.', {
        aadb2cCode: 'AADB2C90255',
      });
    }
    const { number, isNew } = this.#chosen;
    const entered = isNew ? [['newPhoneNumberEntered', true] as const] : [];
    return {
      kind: 'claims',
      partnerClaim: partnerClaimsOf([['Verified.OfficePhone', number], ...entered]),
    };
  }

  #refuse(key: string, words: string, status?: PageError['status']): PageError {
    return { message: this.#text(key, words), ...(status ? { status } : {}) };
  }

  #text(key: string, words: string): string {
    return pageMessage(this.#run, key, words);
  }

  #show(error: PageError | undefined): PhoneFactorPage {
    const { profile, policy, transaction } = this.#run;
    const contentDefinitionId = contentDefinitionOf(this.#run, profile);
    const texts = textsOf(policy, contentDefinitionId, transaction.language);
    return {
      kind: 'phoneFactor',
      technicalProfileId: profile.id,
      ...(contentDefinitionId === undefined ? {} : { contentDefinitionId }),
      language: transaction.language,
      texts: Object.fromEntries(texts.all('UxElement')),
      phoneNumbers: this.#known.map(({ id, maskedNumber }) => ({ id, maskedNumber })),
      mayEnterNumber: this.#mayEnterNumber,
      authenticationMode: this.#mode,
      isCodeSent: this.#chosen !== undefined,
      isVerified: this.#isVerified,
      buttons: this.#buttons(),
      ...(error ? { error } : {}),
    };
  }

  #buttons(): PageButton[] {
    const ways: PageButton[] = [
      ...(this.#mode === 'phone' ? [] : ['sendCode' as const]),
      ...(this.#mode === 'sms' ? [] : ['call' as const]),
    ];
    return [...ways, ...(this.#chosen ? ['verifyCode' as const] : []), 'cancel'];
  }
}

/** How much of a number is seen where its ClaimType has no Mask. */
const usualMask = /.(?=.{4})/g;

/** The claims besides UserId that have a value, in their order. */
function knownNumbers({ inputClaims, policy }: ProfileRun): KnownNumber[] {
  const numbers = inputClaims.flatMap(({ claimTypeReferenceId, partnerClaimType, ...claim }) => {
    if (fold(partnerClaimType) === 'userid' || !hasValue(claim.value)) return [];
    const number = claimToText(claim.value, claim.dataType, 'native').trim();
    const mask = policy.claimTypes.get(claimTypeReferenceId)?.mask;
    const maskedNumber = mask ? maskText(mask, number) : number.replaceAll(usualMask, 'X');
    return number === '' ? [] : [{ number, maskedNumber }];
  });
  return numbers.map((each, index) => ({ ...each, id: String(index) }));
}

function authenticationMode(run: ProfileRun): PhoneFactorPage['authenticationMode'] {
  const said = fold(run.metadata('setting.authenticationMode') ?? '');
  return said === 'sms' || said === 'phone' ? said : 'mixed';
}
