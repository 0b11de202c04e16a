/** Options of a write. */
export interface WriteOptions {
  /** From then on the entity is as good as absent, and `sweep` deletes it. Absent: kept for good. */
  readonly expires?: Date;
  /** Ends the operation; default: the deadline of the call, outside of calls ten seconds. */
  readonly signal?: AbortSignal;
}

/** Options of a creation. */
export interface CreateOptions extends WriteOptions {
  /** What has expired by then does not take the key. Default: the system's clock. */
  readonly now?: Date;
}

/** Options of a deletion. */
export interface DeleteOptions {
  /** Absent: whatever state the entity is in. */
  readonly etag?: string;
  /** As that of a write. */
  readonly signal?: AbortSignal;
}
