import type { ClaimValue } from '../../compiler/claim-value.ts';

/** What a code or a refresh token stands for. @see facts engine 2.2 */
export interface Grant {
  readonly kind: 'code' | 'refreshToken';
  readonly policyId: string;
  readonly issuerProfileId: string;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly scopes: readonly string[];
  readonly nonce?: string;
  readonly origin: string;
  /** Of the token; without those of the protocol. */
  readonly tokenClaims: Readonly<Record<string, unknown>>;
  /** The relying party's claims by ClaimType id: what a refresh journey begins with. */
  readonly claims: readonly (readonly [claimTypeReferenceId: string, value: ClaimValue])[];
  readonly codeChallenge?: { readonly challenge: string; readonly method: 'S256' | 'plain' };
  /** Seconds since 1970. */
  readonly authTime: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** The end of the sliding window; absent: none. */
  readonly windowEnd?: Date;
}

/** How a handle is taken. */
type Redemption =
  | { readonly kind: 'found'; readonly grant: Grant }
  | { readonly kind: 'unknown' | 'expired' | 'used' };

/** Codes and refresh tokens that were issued, by their handles. A code is taken once. */
export class GrantStore {
  readonly #grants = new Map<string, Grant>();
  readonly #used = new Set<string>();

  add(handle: string, grant: Grant): void {
    this.#forgetExpired(grant.issuedAt);
    this.#grants.set(handle, grant);
  }

  /** Handles come in the order of time; what nobody can redeem any more is at the front, mostly. */
  #forgetExpired(now: Date): void {
    for (const [handle, { expiresAt }] of this.#grants) {
      if (expiresAt > now) return;
      this.#grants.delete(handle);
      this.#used.delete(handle);
    }
  }

  clear(): void {
    this.#grants.clear();
    this.#used.clear();
  }

  /** Takes a code, or looks a refresh token up. */
  redeem(handle: string, kind: Grant['kind'], now: Date): Redemption {
    const grant = this.#grants.get(handle);
    if (grant?.kind !== kind) return { kind: 'unknown' };
    if (this.#used.has(handle)) return { kind: 'used' };
    if (grant.expiresAt <= now) return { kind: 'expired' };
    if (kind === 'code') this.#used.add(handle);
    return { kind: 'found', grant };
  }
}
