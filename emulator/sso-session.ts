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
export interface SessionApplication {
  readonly clientId: string;
  readonly policyId: string;
  /** Of a SAML application: whom the assertion was about, and the session that it named. */
  readonly assertion?: IssuedAssertion;
}

/** What a logout request says again. @see facts engine 2.12, 2.13 */
export interface IssuedAssertion {
  readonly nameId: string;
  readonly format: string;
  readonly sessionIndex: string;
}

/** What policies of one scope share. */
interface ScopedSession {
  readonly entries: IdMap<SessionEntry>;
  /** Undefined until somebody says so. */
  endsAt: Date | undefined;
  /** Whether it outlives the browser's windows. */
  isKept: boolean;
}

/**
 * The single sign-on session of one browser: what session technical profiles save and give back.
 * Entries are kept by scope, so that a policy sees only what it shares; each scope ends by itself.
 * @see facts engine 2.13
 */
export class SsoSession {
  readonly #scopes = new Map<string, ScopedSession>();
  readonly #applications = new Map<string, SessionApplication>();
  /** When the user last signed in actively; undefined: not in this session. */
  authTime: Date | undefined;
  /** Whether the user asked to stay signed in. */
  keepMeSignedIn = false;

  find(scope: string, entry: string, now: Date): SessionEntry | undefined {
    this.#endOld(now);
    return this.#scopes.get(scope)?.entries.get(entry);
  }

  save(scope: string, id: string, entry: SessionEntry): void {
    const scoped = this.#scopes.get(scope) ?? {
      entries: new IdMap(),
      endsAt: undefined,
      isKept: false,
    };
    scoped.entries.set(id, entry);
    this.#scopes.set(scope, scoped);
  }

  /** When the entries of a scope end; undefined: there are none, or nobody has said so. */
  endOf(scope: string): Date | undefined {
    return this.#scopes.get(scope)?.endsAt;
  }

  /** Moves the end of a scope's entries. `isKept`: the user has asked to stay signed in, and the policy lets them. */
  extend(scope: string, endsAt: Date, isKept = false): void {
    const scoped = this.#scopes.get(scope);
    if (scoped) Object.assign(scoped, { endsAt, isKept });
  }

  /** How long the browser shall keep the session once its windows are closed; undefined: not at all. */
  keptUntil(now: Date): Date | undefined {
    this.#endOld(now);
    const kept = this.#scopes
      .values()
      .flatMap(({ isKept, endsAt }) => (isKept && endsAt ? [endsAt] : []));
    return [...kept].toSorted((one, other) => other.getTime() - one.getTime())[0];
  }

  addApplication(application: SessionApplication): void {
    this.#applications.set(`${application.clientId} ${application.policyId}`, application);
  }

  applications(): readonly SessionApplication[] {
    return [...this.#applications.values()];
  }

  /** Whether nobody is signed in, in any scope. */
  isEmpty(now: Date): boolean {
    this.#endOld(now);
    return this.#scopes.size === 0;
  }

  clear(): void {
    this.#scopes.clear();
    this.#applications.clear();
    this.authTime = undefined;
    this.keepMeSignedIn = false;
  }

  #endOld(now: Date): void {
    for (const [scope, { endsAt }] of this.#scopes) {
      if (endsAt && endsAt <= now) this.#scopes.delete(scope);
    }
    if (this.#scopes.size === 0) this.authTime = undefined;
  }
}
