import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { DisplayControl } from '../compiler/model-content.ts';
import { toInternational } from '../compiler/phone-number.ts';
import { pickValue } from './claim-references.ts';
import type { ClaimsBag } from './claims-bag.ts';
import type { FormClaim } from './form-fields.ts';
import { unexpectedEvent } from './journey-faults.ts';
import type { PageControl, PageError, UserEvent } from './page.ts';
import { faultMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
import { isPageFault } from './profile-type.ts';
import { readSubmission, type SubmissionContext } from './submission.ts';
import { runValidationList } from './validation.ts';

type ControlEvent = Extract<UserEvent, { readonly kind: 'controlAction' }>;

/**
 * A display control on a page: its actions call technical profiles, and what these return stays with
 * the control until the page is submitted. @see facts engine 2.10.7, policy-language 8.3
 */
export class ControlOnPage {
  readonly control: DisplayControl;
  readonly #run: ProfileRun;
  readonly #claims: readonly FormClaim[];
  /** What its actions read and write: shared by all of them. */
  readonly #bag: ClaimsBag;
  readonly #prefilled = new Map<string, ClaimValue>();
  #state: PageControl['state'] = 'initial';
  /** As it was typed. */
  #verified: ReadonlyMap<string, ClaimValue> = new Map();
  /** Its OutputClaims when it was verified: what is typed for a later action is not verified. */
  #verifiedOutputs: readonly [string, ClaimValue][] = [];
  #error: PageError | undefined;

  constructor(run: ProfileRun, control: DisplayControl, claims: readonly FormClaim[]) {
    this.control = control;
    this.#run = run;
    this.#claims = claims;
    this.#bag = run.bag.overlay();
    for (const { claimTypeReferenceId: id, ...claim } of control.inputClaims) {
      const value = pickValue(run, { claimTypeReferenceId: id, ...claim });
      if (hasValue(value)) this.#prefilled.set(fold(id), value);
    }
    for (const [id, value] of this.#prefilled) this.#bag.set(id, value);
  }

  /** What its InputClaims fill its fields with, by folded id. */
  get prefilled(): ReadonlyMap<string, ClaimValue> {
    return this.#prefilled;
  }

  /** Runs an action with what the user typed into the control; a refusal is its error. */
  async act(event: ControlEvent, context: SubmissionContext): Promise<PageError | undefined> {
    const action = this.control.actions.find(({ id }) => fold(id) === fold(event.actionId));
    if (!action) throw unexpectedEvent(event);
    this.#error = undefined;
    const own = { ...context, claims: this.#claimsOf(event.actionId) };
    const read = await readSubmission(event.claims, own);
    if (read.kind === 'refused') return this.#refuse(read.error);
    for (const [id, value] of await this.#withWholeNumber(read.claims)) this.#bag.set(id, value);
    try {
      await runValidationList(
        this.#run,
        action.validationClaimsExchange.map((each) => ({
          ...each,
          referenceId: each.technicalProfileReferenceId,
        })),
        {
          caller: { profile: this.#run.profile, displayControlId: this.control.id },
          bag: this.#bag,
        },
      );
    } catch (fault) {
      if (!isPageFault(fault)) throw fault;
      return this.#refuse(faultMessage(this.#run, fault));
    }
    this.#hasActed(action.id, read.claims);
    return undefined;
  }

  /** What a control that verifies nothing leaves to the technical profile that shows it. */
  outputClaims(): [string, ClaimValue][] {
    return this.#verifies() ? [] : this.#outputs();
  }

  /** What was verified, and what that returned: a submitted page does not change it. */
  verifiedClaims(): [string, ClaimValue][] {
    return this.#state === 'verified' ? [...this.#verified, ...this.#verifiedOutputs] : [];
  }

  #outputs(): [string, ClaimValue][] {
    return this.control.outputClaims.flatMap(({ claimTypeReferenceId: id }) => {
      const value = this.#bag.get(id);
      return hasValue(value) ? [[id, value] as [string, ClaimValue]] : [];
    });
  }

  /**
   * A claim of the control as a submitted page sends it: no code; and what is verified may be left out,
   * for its fields are locked.
   */
  asSubmitted(claim: FormClaim): readonly FormClaim[] {
    if (isCode(claim) && this.#verifies()) return [];
    return this.#state === 'verified' ? [{ ...claim, isRequired: false }] : [claim];
  }

  /**
   * Whether the values on a submitted page are those that the control has verified. One that verifies
   * nothing always agrees; one that nobody has to use agrees while it is left as it was.
   */
  agreesWith(submitted: ReadonlyMap<string, ClaimValue>): boolean {
    if (!this.#verifies()) return true;
    const isVerified = this.#state === 'verified';
    if (!isVerified && this.#claims.some(({ isRequired }) => isRequired)) return false;
    const known = (id: string) =>
      isVerified ? this.#verified.get(id) : this.#prefilled.get(fold(id));
    return this.#claims.every(({ claimType: { id } }) => {
      const value = submitted.get(id);
      return !hasValue(value) || String(value) === String(known(id));
    });
  }

  show(texts: Readonly<Record<string, string>>): PageControl {
    const { id, userInterfaceControlType: type, actions } = this.control;
    return {
      ...{ id, type, texts, state: this.#state, actions: actions.map((action) => action.id) },
      ...(this.#error ? { error: this.#error } : {}),
    };
  }

  #verifies(): boolean {
    return this.control.actions.some(({ id }) => fold(id) === 'verifycode');
  }

  /** The code is asked for once it was sent. */
  #claimsOf(actionId: string): readonly FormClaim[] {
    if (fold(actionId) !== 'sendcode') return this.#claims;
    return this.#claims.filter((claim) => !isCode(claim));
  }

  #refuse(error: PageError): PageError {
    this.#error = error;
    return error;
  }

  #hasActed(actionId: string, claims: ReadonlyMap<string, ClaimValue>): void {
    if (fold(actionId) === 'sendcode') this.#state = 'codeSent';
    if (fold(actionId) !== 'verifycode') return;
    this.#state = 'verified';
    const codes = new Set(this.#claims.filter(isCode).map(({ claimType }) => claimType.id));
    this.#verified = new Map([...claims].filter(([id]) => !codes.has(id)));
    this.#verifiedOutputs = this.#outputs();
  }

  /** A national number with the country that was chosen beside it is one with its calling code. */
  async #withWholeNumber(claims: ReadonlyMap<string, ClaimValue>) {
    const idOf = (part: string) =>
      this.#claims.find(({ controlClaimType }) => controlClaimType === part)?.claimType.id ?? '';
    const [phoneId, countryId] = [idOf('Phone'), idOf('CountryCode')];
    const [phone, country] = [claims.get(phoneId), claims.get(countryId)];
    if (typeof phone !== 'string' || typeof country !== 'string') return claims;
    const whole = await toInternational(phone, country);
    return whole === undefined ? claims : new Map([...claims, [phoneId, whole]]);
  }
}

function isCode({ controlClaimType }: FormClaim): boolean {
  return controlClaimType === 'VerificationCode';
}
