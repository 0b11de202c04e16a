import type { Trace, TraceEvent } from './trace.ts';

/** Whose trace it is. */
export interface RecordedBy {
  readonly correlationId: string;
  readonly policyId: string;
  readonly tenantName: string;
}

/** One clip of the journey recorder. */
interface Clip {
  readonly Kind: 'Headers' | 'Transition' | 'Predicate' | 'Action' | 'HandlerResult';
  readonly Content: unknown;
}

const handlers = 'Web.TPEngine.StateMachineHandlers.';

/**
 * A trace as the message of B2C's journey recorder: enough for viewers that read those, not every state
 * of the machine. Lines end in CRLF, as the recorder's do. @see facts engine 5.2, 5.5
 */
export function writeRecorderLog(
  trace: Trace,
  { correlationId, policyId, tenantName }: RecordedBy,
): string {
  const headers: Clip = {
    Kind: 'Headers',
    Content: {
      UserJourneyRecorderEndpoint: 'urn:journeyrecorder:applicationinsights',
      CorrelationId: correlationId,
      EventInstance: 'Event:AUTH',
      TenantId: tenantName,
      PolicyId: policyId,
    },
  };
  const clips = [headers, ...trace.events().flatMap((event) => clipsOf(trace, event))];
  return JSON.stringify(clips, undefined, 2).replaceAll('\n', '\r\n');
}

function clipsOf(trace: Trace, event: TraceEvent): Clip[] {
  const transition: Clip[] =
    event.kind === 'step'
      ? [{ Kind: 'Transition', Content: { EventName: 'PreStep', StateName: 'AwaitingNextStep' } }]
      : [];
  const isQuestion =
    event.kind === 'step' || event.kind === 'skipped' || event.kind === 'precondition';
  const records = recordsOf(event);
  const isKnown = records.length > 0 || event.kind === 'fault' || isSeen(event);
  if (!isKnown) return transition;
  const result = {
    Result: event.kind !== 'fault',
    ...(isQuestion ? { PredicateResult: event.kind === 'skipped' ? 'False' : 'True' } : {}),
    ...(records.length > 0 ? { RecorderRecord: { Values: records } } : {}),
    Statebag: statebagOf(trace, event),
    ...(event.kind === 'fault' ? { Exception: { Message: event.text } } : {}),
  };
  return [
    ...transition,
    { Kind: isQuestion ? 'Predicate' : 'Action', Content: `${handlers}${handlerOf(event)}Handler` },
    { Kind: 'HandlerResult', Content: result },
  ];
}

const isSeen = ({ changes, isScoped }: TraceEvent) => changes.length > 0 && !isScoped;

const handlersByKind = new Map<TraceEvent['kind'], string>([
  ['step', 'ShouldOrchestrationStepBeInvoked'],
  ['skipped', 'ShouldOrchestrationStepBeInvoked'],
  ['precondition', 'ShouldOrchestrationStepBeInvoked'],
  ['http', 'SendRequest'],
  ['submission', 'SelfAssertedMessageValidation'],
  ['response', 'SendResponse'],
  ['fault', 'SendError'],
]);

function handlerOf({ kind, phase }: TraceEvent): string {
  if (kind === 'transformation' && phase === 'InputClaimsTransformations') {
    return 'InputClaimsTransformation';
  }
  return kind === 'transformation'
    ? 'OutputClaimsTransformation'
    : (handlersByKind.get(kind) ?? 'ClaimsExchange');
}

interface RecordEntry {
  readonly Key: string;
  readonly Value: unknown;
}

/** The records that viewers ask for. @see facts engine 5.4 */
function recordsOf(event: TraceEvent): RecordEntry[] {
  const { kind, technicalProfileId: id, phase, text } = event;
  const CurrentStep = orderOf(event);
  switch (kind) {
    case 'step':
      return [{ Key: 'EnabledForUserJourneysTrue', Value: { CurrentStep } }];
    case 'skipped':
      return [{ Key: 'SkippingStep', Value: { CurrentStep, Reason: text } }];
    case 'precondition':
      return [{ Key: 'PreconditionList', Value: { CurrentStep, Reason: text } }];
    case 'transformation':
      return [{ Key: `Output${transformationKey}`, Value: transformationOf(event) }];
    case 'http':
      return [{ Key: 'SendingRequest', Value: { TechnicalProfileId: id, ...event.details } }];
    case 'response':
      return [{ Key: 'JourneyCompleted', Value: { CurrentStep } }];
    default:
      if (phase !== 'Execution' || kind !== 'phase') return [];
      return [{ Key: 'InitiatingClaimsExchange', Value: { TechnicalProfileId: id, CurrentStep } }];
  }
}

const transformationKey = 'ClaimsTransformation';

function transformationOf({ text, changes }: TraceEvent) {
  const results = changes.map(({ claimTypeReferenceId, after }) => {
    return { Key: 'Result', Value: { PolicyClaimType: claimTypeReferenceId, Value: after } };
  });
  const [id = text] = text.split(' (');
  return {
    Values: [{ Key: transformationKey, Value: { Values: [{ Key: 'Id', Value: id }, ...results] } }],
  };
}

/** `SignUpOrSignIn 3 > PasswordReset 1` → 1 */
function orderOf({ step }: TraceEvent): number {
  return Number(/(\d+)$/.exec(step)?.[1] ?? 0);
}

function statebagOf(trace: Trace, event: TraceEvent) {
  const time = event.at.toISOString();
  const item = (k: string, v: string) => ({ c: time, k, v, p: true });
  const order = String(orderOf(event));
  const { technicalProfileId: id } = event;
  const claims = Object.fromEntries(trace.claimsAfter(event.number));
  return {
    ORCH_CS: item('ORCH_CS', order),
    ...(id === undefined ? {} : { CTP: item('CTP', `${id}:${order}`) }),
    ...(isSeen(event) ? { 'Complex-CLMS': claims } : {}),
  };
}
