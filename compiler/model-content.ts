import type { ClaimReference, Enumeration, MetadataItem } from './model.ts';
import type { Precondition } from './model-journeys.ts';
import type { PolicyElement, Position } from './source.ts';

/*
 * What users see: content definitions, localization, display controls; see model.ts for how
 * elements become types. @see facts policy-language 8
 */

/** How a child file's list joins its parent's. */
export type MergeBehavior = 'Append' | 'Prepend' | 'ReplaceAll';

export interface ContentDefinition extends PolicyElement {
  readonly id: string;
  /** May hold claim resolvers. */
  readonly loadUri?: string;
  readonly loadUriPosition?: Position;
  readonly recoveryUri?: string;
  readonly dataUri?: string;
  readonly dataUriPosition?: Position;
  readonly metadata: readonly MetadataItem[];
  readonly localizedResourcesReferences?: LocalizedResourcesReferences;
}

export interface LocalizedResourcesReferences extends PolicyElement {
  readonly mergeBehavior?: MergeBehavior;
  readonly references: readonly LocalizedResourcesReference[];
}

export interface LocalizedResourcesReference extends PolicyElement {
  readonly language: string;
  readonly url?: string;
  readonly localizedResourcesReferenceId?: string;
}

export interface Localization extends PolicyElement {
  readonly enabled?: boolean;
  readonly supportedLanguages?: SupportedLanguages;
  readonly localizedResources: readonly LocalizedResources[];
}

export interface SupportedLanguages extends PolicyElement {
  readonly defaultLanguage?: string;
  readonly policyLanguage?: string;
  readonly mergeBehavior?: MergeBehavior;
  readonly languages: readonly string[];
}

export interface LocalizedResources extends PolicyElement {
  /** Absent where only Culture names it. */
  readonly id?: string;
  readonly culture?: string;
  readonly localizedCollections: readonly LocalizedCollection[];
  readonly localizedStrings: readonly LocalizedString[];
}

export interface LocalizedCollection extends PolicyElement {
  readonly elementType: string;
  readonly elementId: string;
  readonly targetCollection: string;
  readonly items: readonly Enumeration[];
}

export interface LocalizedString extends PolicyElement {
  readonly elementType: string;
  readonly elementId?: string;
  readonly stringId: string;
  /** As written, white space included. */
  readonly text: string;
}

/** A DisplayClaim of a technical profile. Exactly one of the two ids is there. */
export interface DisplayClaim extends PolicyElement {
  readonly claimTypeReferenceId?: string;
  readonly displayControlReferenceId?: string;
  readonly required?: boolean;
}

export interface DisplayControl extends PolicyElement {
  readonly id: string;
  readonly userInterfaceControlType: string;
  readonly inputClaims: readonly DisplayControlClaim[];
  readonly displayClaims: readonly ControlClaim[];
  readonly outputClaims: readonly DisplayControlClaim[];
  readonly actions: readonly DisplayControlAction[];
}

/** The InputClaim or OutputClaim of a DisplayControl. */
export interface DisplayControlClaim extends Omit<ClaimReference, 'partnerClaimType'> {
  readonly required?: boolean;
}

/** The DisplayClaim of a DisplayControl. */
export interface ControlClaim extends PolicyElement {
  readonly claimTypeReferenceId: string;
  readonly controlClaimType?: string;
  readonly required?: boolean;
}

export interface DisplayControlAction extends PolicyElement {
  readonly id: string;
  readonly validationClaimsExchange: readonly ValidationClaimsExchangeTechnicalProfile[];
}

export interface ValidationClaimsExchangeTechnicalProfile extends PolicyElement {
  readonly technicalProfileReferenceId: string;
  readonly continueOnError: boolean;
  readonly continueOnSuccess: boolean;
  readonly preconditions: readonly Precondition[];
}
