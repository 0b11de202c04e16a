import { journeyRules } from '../journey-rules.ts';
import type { Rule } from '../rule.ts';
import { claimEnumDuplicateValue } from './claim-enum-duplicate-value.ts';
import { claimInputTypeDatatype } from './claim-input-type-datatype.ts';
import { claimNoDatatype } from './claim-no-datatype.ts';
import { claimSelectWithoutOptions } from './claim-select-without-options.ts';
import { claimShownWithoutInputType } from './claim-shown-without-input-type.ts';
import { claimUnused } from './claim-unused.ts';
import { ctAssertMessageMissing } from './ct-assert-message-missing.ts';
import { ctAssertOutsideValidation } from './ct-assert-outside-validation.ts';
import { ctInOutSameClaim } from './ct-in-out-same-claim.ts';
import { ctParameter } from './ct-parameter.ts';
import { ctSignature } from './ct-signature.ts';
import { ctSignatureUnconfirmed } from './ct-signature-unconfirmed.ts';
import { ctUnknownMethod } from './ct-unknown-method.ts';
import { ctUnused } from './ct-unused.ts';
import { defaultAlwaysWithoutValue } from './default-always-without-value.ts';
import { defaultNotInEnumeration } from './default-not-in-enumeration.ts';
import { defaultNotMatchingPattern } from './default-not-matching-pattern.ts';
import { defaultTypeMismatch } from './default-type-mismatch.ts';
import { docPolicyIdPrefix } from './doc-policy-id-prefix.ts';
import { docPublicUri } from './doc-public-uri.ts';
import { docSchemaVersion } from './doc-schema-version.ts';
import { docTenantMismatch } from './doc-tenant-mismatch.ts';
import { dupClaimInList } from './dup-claim-in-list.ts';
import { dupDisplayControl } from './dup-display-control.ts';
import { dupMetadataKey } from './dup-metadata-key.ts';
import { flowInputNotProduced } from './flow-input-not-produced.ts';
import { flowOptionalInputNotProduced } from './flow-optional-input-not-produced.ts';
import { flowRpOutputNotProduced } from './flow-rp-output-not-produced.ts';
import { includeProtocolConflict } from './include-protocol-conflict.ts';
import { keyIdUnknown } from './key-id-unknown.ts';
import { keyNaming } from './key-naming.ts';
import { locLanguageMissing } from './loc-language-missing.ts';
import { locLanguageNotSupported } from './loc-language-not-supported.ts';
import { locTextMissing } from './loc-text-missing.ts';
import { locUnknownTarget } from './loc-unknown-target.ts';
import { locUnusedText } from './loc-unused-text.ts';
import { mergeOverrideIsNoop } from './merge-override-is-noop.ts';
import { mergeStepCollision } from './merge-step-collision.ts';
import { preArity } from './pre-arity.ts';
import { preBooleanCase } from './pre-boolean-case.ts';
import { preClaimAsLiteral } from './pre-claim-as-literal.ts';
import { preContradiction } from './pre-contradiction.ts';
import { preEqualsWithoutExists } from './pre-equals-without-exists.ts';
import { preWrongAction } from './pre-wrong-action.ts';
import { predicateParams } from './predicate-params.ts';
import { prodDebugMode } from './prod-debug-mode.ts';
import { prodDevelopmentMode } from './prod-development-mode.ts';
import { prodFraming } from './prod-framing.ts';
import { prodInsightsDeveloperMode } from './prod-insights-developer-mode.ts';
import { prodScript } from './prod-script.ts';
import { pwDisableStrongPassword } from './pw-disable-strong-password.ts';
import { refCaseMismatch } from './ref-case-mismatch.ts';
import { refForwardToChild } from './ref-forward-to-child.ts';
import { refUnknownClaimType } from './ref-unknown-claim-type.ts';
import { refUnknownClientDefinition } from './ref-unknown-client-definition.ts';
import { refUnknownContentDefinition } from './ref-unknown-content-definition.ts';
import { refUnknownDisplayControl } from './ref-unknown-display-control.ts';
import { refUnknownJourney } from './ref-unknown-journey.ts';
import { refUnknownLocalizedResources } from './ref-unknown-localized-resources.ts';
import { refUnknownPredicate } from './ref-unknown-predicate.ts';
import { refUnknownPredicateValidation } from './ref-unknown-predicate-validation.ts';
import { refUnknownSubjourney } from './ref-unknown-subjourney.ts';
import { refUnknownTechnicalProfile } from './ref-unknown-technical-profile.ts';
import { regexInvalid } from './regex-invalid.ts';
import { regexNotInBrowsers } from './regex-not-in-browsers.ts';
import { regexRedos } from './regex-redos.ts';
import { regexUnanchored } from './regex-unanchored.ts';
import { resolverNotAlways } from './resolver-not-always.ts';
import { resolverNotEnabled } from './resolver-not-enabled.ts';
import { resolverUnknown } from './resolver-unknown.ts';
import { restAllowInsecure } from './rest-allow-insecure.ts';
import { restBearerNotProduced } from './rest-bearer-not-produced.ts';
import { restDottedIndex } from './rest-dotted-index.ts';
import { restHardcodedSecret } from './rest-hardcoded-secret.ts';
import { restHttpUrl } from './rest-http-url.ts';
import { restInsecureAuth } from './rest-insecure-auth.ts';
import { restLocalhost } from './rest-localhost.ts';
import { restNestedClaim } from './rest-nested-claim.ts';
import { restPasswordClaimSent } from './rest-password-claim-sent.ts';
import { restSecretInQuery } from './rest-secret-in-query.ts';
import { restTunnelHost } from './rest-tunnel-host.ts';
import { restUrlInMessages } from './rest-url-in-messages.ts';
import { rpClaimCollision } from './rp-claim-collision.ts';
import { rpDefaultJourney } from './rp-default-journey.ts';
import { rpProfileId } from './rp-profile-id.ts';
import { rpSessionRange } from './rp-session-range.ts';
import { rpSubject } from './rp-subject.ts';
import { subCallHasSend } from './sub-call-has-send.ts';
import { subNested } from './sub-nested.ts';
import { subRecursive } from './sub-recursive.ts';
import { subTransferNeedsSend } from './sub-transfer-needs-send.ts';
import { telemetryPersonalData } from './telemetry-personal-data.ts';
import { tokenPersonalData } from './token-personal-data.ts';
import { tokenSecret } from './token-secret.ts';
import { tpHandlerForbidden } from './tp-handler-forbidden.ts';
import { tpHandlerMissing } from './tp-handler-missing.ts';
import { tpHandlerUnknown } from './tp-handler-unknown.ts';
import { tpMetadataValue } from './tp-metadata-value.ts';
import { tpNoProtocol } from './tp-no-protocol.ts';
import { tpNoSessionProvider } from './tp-no-session-provider.ts';
import { tpRequiredMetadata } from './tp-required-metadata.ts';
import { tpSessionType } from './tp-session-type.ts';
import { tpUnknownMetadataKey } from './tp-unknown-metadata-key.ts';
import { tpUnused } from './tp-unused.ts';
import { tpValidationOnNonSelfAsserted } from './tp-validation-on-non-self-asserted.ts';
import { uiControlClaims } from './ui-control-claims.ts';
import { uiDataUri } from './ui-data-uri.ts';
import { uiHttpLoad } from './ui-http-load.ts';
import { vtpContinueOnErrorWrite } from './vtp-continue-on-error-write.ts';
import { vtpInputNotAvailable } from './vtp-input-not-available.ts';
import { vtpIsPage } from './vtp-is-page.ts';
import { vtpOutputLost } from './vtp-output-lost.ts';
import { vtpWriteBeforeCheck } from './vtp-write-before-check.ts';

/** Every rule, in the order of docs/rules.md. */
export const rules: readonly Rule[] = [
  claimEnumDuplicateValue,
  claimInputTypeDatatype,
  claimNoDatatype,
  claimSelectWithoutOptions,
  claimShownWithoutInputType,
  claimUnused,
  ctAssertMessageMissing,
  ctAssertOutsideValidation,
  ctInOutSameClaim,
  ctParameter,
  ctSignature,
  ctSignatureUnconfirmed,
  ctUnknownMethod,
  ctUnused,
  defaultAlwaysWithoutValue,
  defaultNotInEnumeration,
  defaultNotMatchingPattern,
  defaultTypeMismatch,
  docPolicyIdPrefix,
  docPublicUri,
  docSchemaVersion,
  docTenantMismatch,
  dupClaimInList,
  dupDisplayControl,
  dupMetadataKey,
  flowInputNotProduced,
  flowOptionalInputNotProduced,
  flowRpOutputNotProduced,
  includeProtocolConflict,
  ...journeyRules,
  keyIdUnknown,
  keyNaming,
  locLanguageMissing,
  locLanguageNotSupported,
  locTextMissing,
  locUnknownTarget,
  locUnusedText,
  mergeOverrideIsNoop,
  mergeStepCollision,
  preArity,
  preBooleanCase,
  preClaimAsLiteral,
  preContradiction,
  preEqualsWithoutExists,
  preWrongAction,
  predicateParams,
  prodDebugMode,
  prodDevelopmentMode,
  prodFraming,
  prodInsightsDeveloperMode,
  prodScript,
  pwDisableStrongPassword,
  refCaseMismatch,
  refForwardToChild,
  refUnknownClaimType,
  refUnknownClientDefinition,
  refUnknownContentDefinition,
  refUnknownDisplayControl,
  refUnknownJourney,
  refUnknownLocalizedResources,
  refUnknownPredicate,
  refUnknownPredicateValidation,
  refUnknownSubjourney,
  refUnknownTechnicalProfile,
  regexInvalid,
  regexNotInBrowsers,
  regexRedos,
  regexUnanchored,
  resolverNotAlways,
  resolverNotEnabled,
  resolverUnknown,
  restAllowInsecure,
  restBearerNotProduced,
  restDottedIndex,
  restHardcodedSecret,
  restHttpUrl,
  restInsecureAuth,
  restLocalhost,
  restNestedClaim,
  restPasswordClaimSent,
  restSecretInQuery,
  restTunnelHost,
  restUrlInMessages,
  rpClaimCollision,
  rpDefaultJourney,
  rpProfileId,
  rpSessionRange,
  rpSubject,
  subCallHasSend,
  subNested,
  subRecursive,
  subTransferNeedsSend,
  telemetryPersonalData,
  tokenPersonalData,
  tokenSecret,
  tpHandlerForbidden,
  tpHandlerMissing,
  tpHandlerUnknown,
  tpMetadataValue,
  tpNoProtocol,
  tpNoSessionProvider,
  tpRequiredMetadata,
  tpSessionType,
  tpUnknownMetadataKey,
  tpUnused,
  tpValidationOnNonSelfAsserted,
  uiControlClaims,
  uiDataUri,
  uiHttpLoad,
  vtpContinueOnErrorWrite,
  vtpInputNotAvailable,
  vtpIsPage,
  vtpOutputLost,
  vtpWriteBeforeCheck,
];
