import type { ClaimValue } from '../compiler/claim-value.ts';

/**
 * The users of a tenant. Attributes have the names that the directory's technical profiles use as
 * partner claims: `displayName`, `signInNames.emailAddress`, `extension_<app>_loyalty`. Ids of users,
 * sign-in names and alternative security ids are compared without case and are unique.
 * @see facts engine 2.1
 */
export interface Directory {
  /** The user with this key; undefined where there is none. */
  find(key: UserKey): DirectoryUser | undefined;
  /**
   * Makes a user, with an objectId of its own.
   * @throws {JourneyFailed} where another user has one of its unique attributes, or the password is too weak
   */
  create(attributes: UserAttributes, password?: NewPassword): Promise<DirectoryUser>;
  /** Sets attributes; undefined leaves one as it is, null clears it. @throws as `create` */
  update(
    objectId: string,
    attributes: UserAttributes,
    password?: NewPassword,
  ): Promise<DirectoryUser>;
  /** Makes or changes users in their order, all or none. */
  putAll(wanted: readonly WantedUser[]): Promise<PutUsers>;
  remove(objectId: string): Promise<void>;
  /** Judges a password of a sign-in by user name, e-mail address, phone number or UPN. */
  checkPassword(signInName: string, password: string): Promise<PasswordCheck>;
  users(): readonly DirectoryUser[];
  /** All that was changed is on the disk, where the directory has a file. */
  flush(): Promise<void>;
}

export type UserAttributes = Readonly<Record<string, ClaimValue | undefined>>;

export interface DirectoryUser {
  readonly objectId: string;
  /** Without passwords. */
  readonly attributes: Readonly<Record<string, ClaimValue>>;
  readonly createdAt: Date;
  /** Refresh tokens that were issued before are not honored. */
  readonly refreshTokensValidFrom: Date;
  readonly mustChangePassword: boolean;
}

/** What identifies a user: an attribute and its value. */
export interface UserKey {
  /** `objectId`, `userPrincipalName`, `signInNames`, `signInNames.emailAddress`, `alternativeSecurityId` … */
  readonly attribute: string;
  readonly value: string;
}

/** A user who shall be there. */
export interface WantedUser {
  /** The first that somebody has says who is changed. */
  readonly keys: readonly UserKey[];
  readonly attributes: UserAttributes;
  readonly password?: NewPassword;
}

/** The users; or the index of the first whose unique attribute another user has: then nothing has changed. */
export type PutUsers = { readonly users: readonly DirectoryUser[] } | { readonly refused: number };

export interface NewPassword {
  readonly password: string;
  /** The attribute `passwordPolicies`: `DisablePasswordExpiration, DisableStrongPassword`. */
  readonly policies?: string;
  readonly mustChange?: boolean;
}

/** What a password check comes to. @see facts engine 2.8 */
export type PasswordCheck =
  | { readonly result: 'ok'; readonly user: DirectoryUser }
  | { readonly result: 'mustChange'; readonly user: DirectoryUser }
  | { readonly result: 'unknownUser' | 'wrongPassword' | 'locked' | 'disabled' };
