import type { Membership } from './memberships.ts';

/** The line of business: who keeps the members. */
export interface MemberRegister {
  /** Undefined for a number that nobody has. Throws DependencyUnavailable where there is no usable answer. */
  find(memberNumber: string): Promise<Membership | undefined>;
}
