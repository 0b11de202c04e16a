import type { ClaimValue } from '../compiler/claim-value.ts';
import { IdMap } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';

/** A claim that got another value, or its first. */
export interface ClaimChange {
  readonly claimTypeReferenceId: string;
  /** Absent: the claim was absent. */
  readonly before?: ClaimValue;
  readonly after: ClaimValue;
}

/**
 * The claims of one transaction. An absent claim is an absent key, `null` one that exists and is
 * empty. Ids are compared without case and kept as the ClaimsSchema spells them; what it does not
 * declare is dropped, as B2C drops it.
 * @see facts engine 1.2
 */
export class ClaimsBag extends IdMap<ClaimValue> {
  readonly #claimTypes: IdMap<ClaimType>;
  /** Of an overlay: what it lies over. */
  readonly #below: ClaimsBag | undefined;
  /** What has been set since the last `takeChanges`, in order. */
  #changes: ClaimChange[] = [];

  constructor(claimTypes: IdMap<ClaimType>, below?: ClaimsBag) {
    super();
    this.#claimTypes = claimTypes;
    this.#below = below;
  }

  /** A scope of its own that sees this bag and leaves it as it is. @see facts engine 1.5 */
  overlay(): ClaimsBag {
    return new ClaimsBag(this.#claimTypes, this);
  }

  claimType(id: string): ClaimType | undefined {
    return this.#claimTypes.get(id);
  }

  override get(id: string): ClaimValue | undefined {
    return super.has(id) ? super.get(id) : this.#below?.get(id);
  }

  override has(id: string): boolean {
    return super.has(id) || this.#below?.has(id) === true;
  }

  override set(id: string, value: ClaimValue): this {
    const claimType = this.#claimTypes.get(id);
    if (!claimType) return this;
    const before = this.get(id);
    super.set(claimType.id, value);
    const former = before === undefined ? {} : { before };
    this.#changes.push({ claimTypeReferenceId: claimType.id, ...former, after: value });
    return this;
  }

  override get size(): number {
    return this.#all().length;
  }

  override keys(): string[] {
    return this.#all().map(([id]) => id);
  }

  override values(): ClaimValue[] {
    return this.#all().map(([, value]) => value);
  }

  override *[Symbol.iterator](): Iterator<[string, ClaimValue]> {
    yield* this.#all();
  }

  /** The claims that were set here, without what lies below. */
  own(): [string, ClaimValue][] {
    return super.keys().map((id) => [id, super.get(id) ?? null]);
  }

  /** What was set since this was last asked, for the trace. */
  takeChanges(): readonly ClaimChange[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  /** A bag with the same claims that goes its own way: the state a step began with. */
  copy(): ClaimsBag {
    const copy = new ClaimsBag(this.#claimTypes);
    for (const [id, value] of this) copy.set(id, value);
    copy.takeChanges();
    return copy;
  }

  #all(): [string, ClaimValue][] {
    if (!this.#below) return this.own();
    const over = new IdMap<ClaimValue>(this.#below);
    for (const [id, value] of this.own()) over.set(id, value);
    return [...over];
  }
}
