/**
 * The door of the package: what functions and generated code of a user's project import as
 * `countersign/serve`.
 */
export { isOfOneAlphabet } from './alphabets.ts';
export type { Call } from './call.ts';
export { checkSettings } from './check-settings.ts';
export { limitLength } from './claim-length.ts';
export type { PatternRule, PredicateGroupRule, PredicateRule } from './claim-rules.ts';
export { type ClaimTypeOptions, claimType } from './claim-type.ts';
export type { DataType } from './data-types.ts';
export { systemTiming, type Timing } from './deadline.ts';
export { type DefinedTable, definedTables } from './defined-tables.ts';
export { describeError } from './describe-error.ts';
export { deliverToDevelopmentInbox } from './development-inbox.ts';
export {
  CallerUnauthenticated,
  CallFault,
  ClaimsMalformed,
  ClaimsRejected,
  CountersignError,
  DeadlineExceeded,
  DependencyUnavailable,
  SettingsInvalid,
} from './errors.ts';
export { escapeHtml } from './escape-html.ts';
export { health } from './health.ts';
export { sweepReplies } from './idempotency.ts';
export { expectDigests, keyedDigest } from './keyed-digest.ts';
export type { LogDetails } from './log-line.ts';
export { defineMessages, type Messages, type Texts } from './messages/define-messages.ts';
export { messageText } from './messages/message-text.ts';
export { minutesUntil } from './minutes-until.ts';
export { type Deliver, defineOneTimeCodes } from './one-time-codes.ts';
export { type Outgoing, type OutgoingOptions, outgoing } from './outgoing.ts';
export {
  type Authentication,
  defineProfile,
  type InputClaims,
  type OutputClaims,
  type RestfulProfile,
} from './profile.ts';
export { type Probe, type Readiness, type ReadinessOptions, readiness } from './readiness.ts';
export { refusal } from './refusal.ts';
export { secureHeaders } from './response.ts';
export { type ServeOptions, serve, servedProfiles } from './serve.ts';
export {
  type Environment,
  isDevelopment,
  isSafeUrl,
  listSetting,
  requireSafeUrl,
  requireSecrets,
  requireSetting,
  requireSettings,
} from './settings.ts';
export { defineSlidingWindow, type WindowRules } from './sliding-window.ts';
export { defineTable, jsonColumn, probeStorage, type Stored, type Table } from './storage.ts';
export { type Change, changeEntity, untilWritten } from './storage-change.ts';
export type { EntityKey } from './storage-key.ts';
export type { CreateOptions, DeleteOptions, WriteOptions } from './storage-options.ts';
export type { SubjectQueries, SubjectQuery, TableDeclaration } from './table-declaration.ts';
export { flushTelemetry } from './telemetry.ts';
export { QueueFull, sparedCores, type TurnOptions, WorkQueue } from './work-queue.ts';
