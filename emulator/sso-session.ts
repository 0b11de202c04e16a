import type { ClaimValue } from '../compiler/claim-value.ts';
import { IdMap } from '../compiler/id-map.ts';

/** What a session technical profile has saved. */
export interface SessionEntry {
  /** The PersistedClaims that had a value. */
  readonly claims: readonly (readonly [claimTypeReferenceId: string, value: ClaimValue])[];
  /** Of an external login: the exchange that was chosen. */
  readonly claimsExchangeId?: string;
  readonly savedAt: Date;
}

/** An application that got a token in this session. */
interface SessionApplication {
  readonly clientId: string;
  readonly policyId: string;
}

/**
 * The single sign-on session of one browser: what session technical profiles save and give back.
 * Entries are kept by scope, so that a policy sees only what it shares. @see facts engine 2.13
 */
export class SsoSession {
  readonly #entries = new Map<string, IdMap<SessionEntry>>();
  readonly #applications = new Map<string, SessionApplication>();
  /** When the user last signed in actively; undefined: not in this session. */
  authTime: Date | undefined;
  /** When entries end: undefined while there are none. */
  expiresAt: Date | undefined;

  find(scope: string, entry: string, now: Date): SessionEntry | undefined {
    if (this.expiresAt && this.expiresAt <= now) this.clear();
    return this.#entries.get(scope)?.get(entry);
  }

  save(scope: string, id: string, entry: SessionEntry): void {
    const entries = this.#entries.get(scope) ?? new IdMap<SessionEntry>();
    this.#entries.set(scope, entries.set(id, entry));
  }

  addApplication(application: SessionApplication): void {
    this.#applications.set(`${application.clientId} ${application.policyId}`, application);
  }

  applications(): readonly SessionApplication[] {
    return [...this.#applications.values()];
  }

  /** Whether somebody is signed in, in any scope. */
  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  clear(): void {
    this.#entries.clear();
    this.#applications.clear();
    this.authTime = undefined;
    this.expiresAt = undefined;
  }
}
