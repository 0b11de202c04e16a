import type { ClaimValue } from '../compiler/claim-value.ts';
import type { Journey } from '../compiler/journey-steps.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import { ClaimsBag } from './claims-bag.ts';
import type { JourneyRequest } from './journey-request.ts';
import type { LoadedPolicy } from './policy-library.ts';
import { isRevealableClaim, isSecretClaim } from './secret-claims.ts';
import type { IssuedAssertion, SsoSession } from './sso-session.ts';
import type { Tenant } from './tenant.ts';
import { Trace } from './trace.ts';

/** A journey that is under way, and the step it is at. */
interface Frame {
  readonly journey: Journey;
  /** Into its orchestrationSteps. */
  readonly index: number;
}

/** The state of one journey at the beginning of a step: what "run again from here" goes back to. */
export interface Snapshot {
  /** `SignUpOrSignIn 3` */
  readonly stepName: string;
  /** How many events the trace had. */
  readonly events: number;
  readonly frames: readonly Frame[];
  readonly bag: ClaimsBag;
  readonly selectedExchange: string | undefined;
  readonly authTime: Date;
  readonly partnerTokens: ReadonlyMap<string, string>;
}

/** Sub journeys may go round for long; nobody goes back further. */
const mostSnapshots = 100;

/** One run of a user journey, from a request to its response. @see facts engine 1.1 */
export class Transaction {
  readonly id: string;
  readonly correlationId: string;
  readonly tenant: Tenant;
  readonly loaded: LoadedPolicy;
  readonly request: JourneyRequest;
  readonly session: SsoSession;
  readonly trace: Trace;
  /** The language of pages and messages: `de`. */
  readonly language: string;
  bag: ClaimsBag;
  /** The user journey, and the sub journeys that it is in. */
  frames: readonly Frame[];
  /** What the step before has chosen for this one: a ClaimsExchange's id. */
  selectedExchange: string | undefined;
  /** When the user signed in. */
  authTime: Date;
  keepMeSignedIn: boolean | undefined;
  /** Whether the browser's session had somebody in it when the journey began. */
  readonly isSignedInBefore: boolean;
  /** What a federated provider's token endpoint answered last, for `{oauth2:…}`. */
  partnerTokens: ReadonlyMap<string, string> = new Map();
  /** What the SAML application was told, for single logout. */
  assertion: IssuedAssertion | undefined;
  /** Where the combined page was left by its sign-up link. */
  combinedPage: Snapshot | undefined;
  /** Of the steps that were taken, the last hundred, oldest first. */
  readonly snapshots: Snapshot[] = [];
  /** What types of technical profiles remember while the journey lasts: codes, attempts. */
  readonly memory = new Map<string, unknown>();

  constructor(start: TransactionStart) {
    const { tenant, loaded, request } = start;
    this.id = start.id;
    this.correlationId = start.correlationId;
    this.tenant = tenant;
    this.loaded = loaded;
    this.request = request;
    this.session = start.session;
    this.isSignedInBefore = !start.session.isEmpty(tenant.now());
    this.language = start.language;
    this.frames = [{ journey: start.journey, index: 0 }];
    this.authTime = request.authTime ? new Date(request.authTime * 1000) : tenant.now();
    this.bag = new ClaimsBag(loaded.policy.claimTypes);
    this.trace = new Trace(
      tenant.now,
      isSecretClaim(loaded.policy),
      isRevealableClaim(loaded.policy),
    );
  }

  get policy(): EffectivePolicy {
    return this.loaded.policy;
  }

  /** The journey that is under way. */
  get frame(): Frame {
    const frame = this.frames.at(-1);
    if (!frame) throw new Error('A transaction without a journey.');
    return frame;
  }

  /** The step it is at; undefined behind the last one. */
  get step(): OrchestrationStep | undefined {
    const { journey, index } = this.frame;
    return journey.orchestrationSteps[index];
  }

  /** `SignUpOrSignIn 3 > PasswordReset 1` */
  get stepName(): string {
    return this.frames
      .map(({ journey, index }) => {
        const step = journey.orchestrationSteps[index];
        return step ? `${journey.id} ${step.order}` : journey.id;
      })
      .join(' > ');
  }

  snapshot(): Snapshot {
    const { stepName, frames, bag, selectedExchange, authTime, partnerTokens, trace } = this;
    const events = trace.events().length;
    return { stepName, events, frames, bag: bag.copy(), selectedExchange, authTime, partnerTokens };
  }

  /** Keeps the state that a step begins with. */
  keepSnapshot(): void {
    this.snapshots.push(this.snapshot());
    if (this.snapshots.length > mostSnapshots) this.snapshots.shift();
  }

  /** Goes back to a state and says why; what has happened since stays in the trace and in the session. */
  restore(snapshot: Snapshot, text: string, edits: ReadonlyMap<string, ClaimValue> = new Map()) {
    const { frames, selectedExchange, authTime, partnerTokens, events: backTo } = snapshot;
    const bag = snapshot.bag.copy();
    for (const [id, value] of edits) bag.set(id, value);
    const changes = bag.takeChanges();
    this.trace.add({ kind: 'journey', step: this.stepName, text, backTo, changes });
    this.frames = frames;
    this.bag = bag;
    this.selectedExchange = selectedExchange;
    this.authTime = authTime;
    this.partnerTokens = partnerTokens;
  }
}

/** What a transaction begins with. */
interface TransactionStart {
  readonly id: string;
  readonly correlationId: string;
  readonly tenant: Tenant;
  readonly loaded: LoadedPolicy;
  readonly request: JourneyRequest;
  readonly session: SsoSession;
  readonly journey: Journey;
  readonly language: string;
}
