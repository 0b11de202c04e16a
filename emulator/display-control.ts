import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { DisplayControl } from '../compiler/model-content.ts';
import { toInternational } from '../compiler/phone-number.ts';
import { JourneyFailed, TransformationFailed } from '../shared/errors.ts';
import type { ClaimsBag } from './claims-bag.ts';
import type { FormClaim } from './form-fields.ts';
import { unexpectedEvent } from './journey-faults.ts';
import type { PageControl, PageError, UserEvent } from './page.ts';
import { faultMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
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
  #state: PageControl['state'] = 'initial';
  #verified: ReadonlyMap<string, ClaimValue> = new Map();
  #error: PageError | undefined;

  constructor(run: ProfileRun, control: DisplayControl, claims: readonly FormClaim[]) {
    this.control = control;
    this.#run = run;
    this.#claims = claims;
    this.#bag = run.bag.overlay();
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
      if (!(fault instanceof JourneyFailed || fault instanceof TransformationFailed)) throw fault;
      return this.#refuse(faultMessage(this.#run, fault));
    }
    this.#hasActed(action.id, read.claims);
    return undefined;
  }

  /** What it leaves to the technical profile that shows it. */
  outputClaims(): [string, ClaimValue][] {
    return this.control.outputClaims.flatMap(({ claimTypeReferenceId: id }) => {
      const value = this.#bag.get(id);
      return hasValue(value) ? [[id, value] as [string, ClaimValue]] : [];
    });
  }

  /**
   * Whether the values on a submitted page are those that the control has verified; one that verifies
   * nothing always agrees.
   */
  agreesWith(claims: ReadonlyMap<string, ClaimValue>, isRequired: boolean): boolean {
    if (!this.#verifies()) return true;
    if (this.#state !== 'verified') return !isRequired;
    return [...this.#verified].every(([id, value]) => {
      const submitted = claims.get(id);
      return submitted === undefined || String(submitted) === String(value);
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
    return this.#claims.filter(({ controlClaimType }) => controlClaimType !== 'VerificationCode');
  }

  #refuse(error: PageError): PageError {
    this.#error = error;
    return error;
  }

  #hasActed(actionId: string, claims: ReadonlyMap<string, ClaimValue>): void {
    if (fold(actionId) === 'sendcode') this.#state = 'codeSent';
    if (fold(actionId) !== 'verifycode') return;
    this.#state = 'verified';
    const codes = this.#claims.filter((each) => each.controlClaimType === 'VerificationCode');
    const isCode = (id: string) => codes.some(({ claimType }) => claimType.id === id);
    this.#verified = new Map([...claims].filter(([id]) => !isCode(id)));
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
