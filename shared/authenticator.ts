import type { HttpRequest } from '@azure/functions';
import { CallerUnauthenticated } from './errors.ts';
import type { Environment } from './settings.ts';

/** What a caller proved itself with, as far as a rotation is concerned. */
export interface Proof {
  /** `next`: with the value that follows in a rotation; undefined where there are no such values. */
  readonly slot: 'current' | 'next' | undefined;
  /** Whether both values are believed now. */
  readonly isRotating: boolean;
}

/** Returns how the caller proved who it is, else throws CallerUnauthenticated. */
export type Authenticator = (request: HttpRequest) => Proof | Promise<Proof>;

/** What authenticating depends on besides the profile. */
export interface AuthenticationContext {
  readonly environment: Environment;
  readonly now: () => Date;
}

/** The proof of a caller that has no secret of its own: a token's or certificate's issuer vouches for it. */
export const vouched: Proof = { slot: undefined, isRotating: false };

/** The credentials of a request: what follows the scheme. Throws CallerUnauthenticated where there are none. */
export function authorization(request: HttpRequest, scheme: 'basic' | 'bearer'): string {
  const header = request.headers.get('authorization') ?? '';
  const space = header.indexOf(' ');
  if (space < 0 || header.slice(0, space).toLowerCase() !== scheme) {
    throw new CallerUnauthenticated(`There are no ${scheme} credentials.`);
  }
  return header.slice(space + 1).trim();
}
