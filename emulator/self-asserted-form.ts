import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { ControlOnPage } from './display-control.ts';
import { EmailVerification } from './email-verification.ts';
import { type FormClaim, fieldOf, formClaims, labelOf } from './form-fields.ts';
import { showForm, textsOfMetadata, withTextsOfClaims } from './form-page.ts';
import { unexpectedEvent, userCancelled } from './journey-faults.ts';
import { type Texts, textsOf } from './localization.ts';
import type { Field, FormPage, PageError, UserEvent } from './page.ts';
import { contentDefinitionOf, pageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Execution, Waiting } from './profile-type.ts';
import { readSubmission, type SubmissionContext } from './submission.ts';

type SubmitEvent = Extract<UserEvent, { readonly kind: 'submit' }>;

type EmailEvent = Extract<UserEvent, { readonly kind: 'sendEmailCode' | 'verifyEmailCode' }>;

/** A self-asserted page while it is open: what is filled in, verified, refused. @see facts engine 2.10 */
export class SelfAssertedForm {
  readonly #run: ProfileRun;
  readonly #claims: readonly FormClaim[];
  readonly #texts: Texts;
  readonly #contentDefinitionId: string | undefined;
  readonly #emails: EmailVerification;
  readonly #controls: readonly ControlOnPage[];
  /** What fields are filled with before anything is submitted. */
  readonly #prefilled: ReadonlyMap<string, ClaimValue>;
  #refusals = 0;
  #isAccepted = false;

  constructor(run: ProfileRun) {
    this.#run = run;
    this.#claims = formClaims(run);
    this.#contentDefinitionId = contentDefinitionOf(run, run.profile);
    const texts = textsOf(run.policy, this.#contentDefinitionId, run.transaction.language);
    this.#texts = withTextsOfClaims(run, texts);
    this.#emails = new EmailVerification(run);
    this.#controls = this.#makeControls();
    this.#prefilled = this.#prefill();
  }

  /** A page without anything to show is skipped, its validation technical profiles with it. */
  get isEmpty(): boolean {
    return this.#claims.length === 0 && this.#controls.length === 0 && !this.#run.combined;
  }

  /** Whether there is a field that the user can fill. */
  get takesInput(): boolean {
    return this.#claims.some(({ isReadOnly }) => !isReadOnly);
  }

  /** The page, and what it does with what the user does. */
  wait(error?: PageError): Waiting {
    return { kind: 'page', page: this.#show(error), resume: (event) => this.#take(event) };
  }

  /**
   * The page after a refusal.
   * @throws {JourneyFailed} AADB2C90157 after too many of them
   */
  refuse(error: PageError, by: 'field' | 'validation'): Waiting {
    const { retryLimitCounts, retryLimit } = this.#run.tenant.settings;
    if (by === 'validation' || retryLimitCounts === 'all') this.#refusals += 1;
    const said = Number(this.#run.metadata('setting.retryLimit'));
    const limit = Number.isInteger(said) && said > 0 ? said : retryLimit;
    if (this.#refusals <= limit) return this.wait(error);
    throw new JourneyFailed('The maximum number of retries was exceeded.', {
      aadb2cCode: 'AADB2C90157',
      error: 'access_denied',
    });
  }

  /** The page after its submission was accepted: it waits to be told to go on. */
  accept(): Waiting {
    this.#isAccepted = true;
    return this.wait();
  }

  async #take(event: UserEvent): Promise<Execution> {
    switch (event.kind) {
      case 'submit':
        return this.#submit(event);
      case 'confirm':
        return this.#confirm(event.rememberMe);
      case 'cancel':
        throw userCancelled(this.#texts.find('UxElement', '', 'cancel_message'));
      case 'controlAction':
        return this.#actOnControl(event);
      case 'sendEmailCode': {
        const claim = this.#verifiedClaim(event);
        return this.wait(this.#emails.send(claim.claimType.id, this.#addressOf(claim, event)));
      }
      case 'verifyEmailCode': {
        const claim = this.#verifiedClaim(event);
        const address = this.#addressOf(claim, event);
        return this.wait(this.#emails.verify(claim.claimType.id, address, event.code));
      }
      default:
        throw unexpectedEvent(event);
    }
  }

  async #submit({ claims }: SubmitEvent): Promise<Execution> {
    this.#isAccepted = false;
    const expected = this.#claims.flatMap(
      (claim) => this.#controlOf(claim)?.asSubmitted(claim) ?? claim,
    );
    const submission = await readSubmission(claims, { ...this.#context(), claims: expected });
    if (submission.kind === 'refused') return this.refuse(submission.error, 'field');
    const unverified = this.#unverified(submission.claims);
    if (unverified) return this.refuse(unverified, 'field');
    const overlay = this.#run.bag.overlay();
    const filled = [
      ...this.#prefilled,
      ...this.#controls.flatMap((control) => control.outputClaims()),
      ...submission.claims,
      ...this.#controls.flatMap((control) => control.verifiedClaims()),
    ];
    for (const [id, value] of new IdMap(filled)) overlay.set(id, value);
    const ipClaim = this.#run.metadata('IpAddressClaimReferenceId');
    if (ipClaim !== undefined) overlay.set(ipClaim, this.#run.transaction.request.ipAddress);
    this.#run.overlay = overlay;
    const changes = overlay.takeChanges();
    const text = 'The page was submitted.';
    this.#run.trace({ kind: 'submission', text, changes, isScoped: true });
    return { kind: 'submitted' };
  }

  /** What the page lets out: its OutputClaims; a password never. @see facts engine 1.5 */
  #confirm(rememberMe: boolean | undefined): Execution {
    const { overlay, policy, transaction } = this.#run;
    if (!this.#isAccepted || !overlay) {
      throw new JourneyFailed('The claims exchange did not complete.', {
        aadb2cCode: 'AADB2C90255',
      });
    }
    if (rememberMe !== undefined) transaction.keepMeSignedIn = rememberMe;
    const isPassword = (id: string) => policy.claimTypes.get(id)?.userInputType === 'Password';
    return {
      kind: 'claims',
      partnerClaim: ({ claimTypeReferenceId: id }) =>
        isPassword(id) ? undefined : overlay.get(id),
    };
  }

  async #actOnControl(
    event: Extract<UserEvent, { readonly kind: 'controlAction' }>,
  ): Promise<Execution> {
    const control = this.#controls.find(
      (each) => fold(each.control.id) === fold(event.displayControlId),
    );
    if (!control) throw unexpectedEvent(event);
    return this.wait(await control.act(event, this.#context()));
  }

  /** The first verification that is missing: a mail address, or a display control. */
  #unverified(claims: ReadonlyMap<string, ClaimValue>): PageError | undefined {
    const claim = this.#claims.find(({ claimType: { id }, isVerified, isReadOnly }) => {
      const value = isReadOnly ? this.#prefilled.get(fold(id)) : claims.get(id);
      const isChecked = isVerified && this.#emails.isEnforced && typeof value === 'string';
      return isChecked && !this.#emails.isVerified(id, value);
    });
    const control = this.#controls.find((each) => !each.agreesWith(claims));
    const wrong =
      claim ?? this.#claims.find((each) => control && this.#controlOf(each) === control);
    if (!wrong) return undefined;
    const message = this.#message('UserMessageIfClaimNotVerified', wrong.claimType);
    return { message, claimTypeReferenceId: wrong.claimType.id };
  }

  #controlOf({ displayControlId }: FormClaim): ControlOnPage | undefined {
    return this.#controls.find(({ control }) => control.id === displayControlId);
  }

  #verifiedClaim(event: EmailEvent): FormClaim {
    const claim = this.#claims.find(({ claimType, isVerified }) => {
      return isVerified && fold(claimType.id) === fold(event.claimTypeReferenceId);
    });
    if (!claim) throw unexpectedEvent(event);
    return claim;
  }

  /** Of a read-only claim the address is its own, whatever the browser says. */
  #addressOf({ isReadOnly, claimType }: FormClaim, { value }: EmailEvent): string {
    return isReadOnly ? String(this.#prefilled.get(fold(claimType.id)) ?? '') : value;
  }

  #context(): SubmissionContext {
    return {
      run: this.#run,
      claims: this.#claims,
      texts: this.#texts,
      message: (key, claimType) => this.#message(key, claimType),
    };
  }

  /** Messages name the claim that they are about as `{0}`. */
  #message(key: string, claimType: ClaimType): string {
    const label = labelOf(claimType, this.#texts);
    return pageMessage(this.#run, key).replaceAll('{0}', () => label);
  }

  #makeControls(): ControlOnPage[] {
    const { profile, policy } = this.#run;
    return profile.displayClaims.flatMap(({ displayControlReferenceId }) => {
      const control = policy.displayControls.get(displayControlReferenceId ?? '');
      const own = this.#claims.filter(({ displayControlId }) => displayControlId === control?.id);
      return control ? [new ControlOnPage(this.#run, control, own)] : [];
    });
  }

  /** InputClaims fill the fields, and those of a display control its own; a DefaultValue goes no further. */
  #prefill(): Map<string, ClaimValue> {
    const filled = new Map<string, ClaimValue>();
    const shown = new Set(this.#claims.map(({ claimType }) => fold(claimType.id)));
    for (const { claimTypeReferenceId: id, value } of this.#run.inputClaims) {
      if (hasValue(value) && shown.has(fold(id))) filled.set(fold(id), value);
    }
    return new Map([...filled, ...this.#controls.flatMap(({ prefilled }) => [...prefilled])]);
  }

  #show(error: PageError | undefined): FormPage {
    const controls = this.#controls.map((each) =>
      each.show(Object.fromEntries(this.#texts.all('DisplayControl', each.control.id))),
    );
    const texts = Object.fromEntries([
      ...textsOfMetadata(this.#run),
      ...this.#texts.all('UxElement'),
    ]);
    return showForm(this.#run, {
      ...{ texts, error, contentDefinitionId: this.#contentDefinitionId },
      fields: this.#claims.map((claim) => this.#field(claim)),
      displayControls: controls,
      isAccepted: this.#isAccepted,
    });
  }

  #field(claim: FormClaim): Field {
    const { id } = claim.claimType;
    const value = this.#prefilled.get(fold(id));
    const field = fieldOf(this.#run, claim, { texts: this.#texts, value });
    return claim.isVerified ? { ...field, verification: this.#emails.state(id) } : field;
  }
}
