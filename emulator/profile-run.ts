import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import { isMetadataTrue, metadataValue } from '../compiler/metadata-value.ts';
import type { ClaimReference, DataType, EffectiveTechnicalProfile } from '../compiler/model.ts';
import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import { partnerClaimTypeOf } from '../compiler/partner-claim-type.ts';
import { policyKeyOf } from '../compiler/policy-key.ts';
import { resolveText } from './claim-resolvers.ts';
import type { ClaimsBag } from './claims-bag.ts';
import type { ClaimsProviderChoice } from './page.ts';
import type { ProfileOutcome, ProfileType } from './profile-type.ts';
import type { NewTraceEvent } from './trace.ts';
import type { Transaction } from './transaction.ts';

/** A claim that the phase InputClaims has picked for the provider. @see facts engine 1.4 */
export interface PickedClaim {
  readonly claimTypeReferenceId: string;
  readonly partnerClaimType: string;
  readonly dataType: DataType;
  /** Undefined: it is absent, and nothing stands in for it. */
  readonly value: ClaimValue | undefined;
}

/** What a combined page has beside its form. */
interface CombinedPage {
  readonly step: OrchestrationStep;
  readonly claimsProviders: readonly ClaimsProviderChoice[];
}

/** Who calls a technical profile, when it is no orchestration step. */
export interface Caller {
  readonly profile: EffectiveTechnicalProfile;
  /** The display control whose action it is. */
  readonly displayControlId?: string;
}

/** One run of one technical profile: what its phases and its type work with. */
export class ProfileRun {
  readonly profile: EffectiveTechnicalProfile;
  readonly type: ProfileType;
  readonly transaction: Transaction;
  /** Where it reads and writes claims: the journey's bag, or the overlay of a page. */
  readonly bag: ClaimsBag;
  /** The self-asserted profile that calls it as validation technical profile. */
  readonly caller: Caller | undefined;
  /** The step that it is part of. */
  readonly step: OrchestrationStep | undefined;
  /** Runs a technical profile: what calls others calls it. */
  readonly runner: ProfileRunner;
  /** What the phase InputClaims has picked. */
  inputClaims: readonly PickedClaim[] = [];
  /** The combined page that the profile's form stands on. */
  combined: CombinedPage | undefined;
  /** Where a page collects what the user typed and what its validation profiles return. */
  overlay: ClaimsBag | undefined;
  /** A page on which nothing can be filled has no use for validation technical profiles. */
  takesInput = true;

  constructor(start: RunStart) {
    this.profile = start.profile;
    this.type = start.type;
    this.transaction = start.transaction;
    this.bag = start.bag;
    this.caller = start.caller;
    this.step = start.step;
    this.runner = start.runner;
  }

  get tenant() {
    return this.transaction.tenant;
  }

  get policy() {
    return this.transaction.policy;
  }

  /** A metadata item's value, its key compared without case. */
  metadata(key: string): string | undefined {
    return metadataValue(this.profile, key);
  }

  isMetadataTrue(key: string): boolean {
    return isMetadataTrue(this.profile, key);
  }

  /** The StorageReferenceId of a policy key, by its Id; undefined where the profile has none. */
  policyKey(id: string): string | undefined {
    return policyKeyOf(this.profile, id);
  }

  /** The value of the input claim with this PartnerClaimType, compared without case; of several the first that has one. */
  input(partnerClaimType: string): ClaimValue | undefined {
    const named = this.inputClaims.filter(
      (claim) => fold(claim.partnerClaimType) === fold(partnerClaimType),
    );
    return (named.find(({ value }) => hasValue(value)) ?? named[0])?.value;
  }

  /**
   * PartnerClaimType of the reference, else the ClaimType's default for the profile's protocol, else
   * the ClaimType's id. @see facts engine 1.2
   */
  partnerClaimType(reference: ClaimReference): string {
    return partnerClaimTypeOf(this.policy, this.profile, reference);
  }

  /** The claim's DataType; one that says none is text. */
  dataType(claimTypeReferenceId: string): DataType {
    return this.policy.claimTypes.get(claimTypeReferenceId)?.dataType ?? 'string';
  }

  /** Text of the policy with its claim resolvers replaced. @throws {JourneyFailed} */
  resolve(text: string): string {
    return resolveText(text, this.transaction, this.bag);
  }

  /** Adds to the trace what the run has done. */
  trace(event: Omit<NewTraceEvent, 'step' | 'technicalProfileId'>): void {
    const { caller, profile, transaction } = this;
    const calledBy = caller && (caller.displayControlId ?? caller.profile.id);
    transaction.trace.add({
      step: transaction.stepName,
      technicalProfileId: profile.id,
      position: profile.position,
      ...(calledBy === undefined ? {} : { calledBy, isScoped: true }),
      ...event,
    });
  }
}

/** What a run begins with. */
interface RunStart {
  readonly profile: EffectiveTechnicalProfile;
  readonly type: ProfileType;
  readonly transaction: Transaction;
  readonly bag: ClaimsBag;
  readonly caller?: Caller;
  readonly step?: OrchestrationStep;
  readonly runner: ProfileRunner;
}

/** Takes a technical profile through its phases. */
type ProfileRunner = (run: ProfileRun) => Promise<ProfileOutcome>;
