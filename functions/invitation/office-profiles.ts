import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import * as claims from '../../shared/generated/claims.ts';
import { defineProfile } from '../../shared/profile.ts';

/*
 * What the club's office calls. No technical profile of B2C's: the office has a key of its own, so that
 * whoever can redeem invitations cannot issue any, and the other way round.
 */

const common = {
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'Invitation__OfficeKey' },
  validation: 'enforce',
  isOwn: true,
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
} as const;

const sent = {
  correlationId: claims.correlationId.optional(),
  language: claims.language.optional(),
};

/** Orders an invitation; the same order again gets the same answer. */
export const officeIssueInvitation = defineProfile({
  ...common,
  id: 'Office-IssueInvitation',
  http: { methods: ['POST'], route: 'issue-invitation', authLevel: 'anonymous' },
  input: z.object({
    orderId: claimType({ id: 'orderId', dataType: 'string' }),
    invitedBy: claims.invitedBy,
    email: claims.email.optional(),
    /** How long it is good for: 1 to 30, 7 where absent. */
    days: claimType({ id: 'days', dataType: 'int' }).optional(),
    ...sent,
  }),
  output: z.object({
    code: claims.invitationCode,
    endsAt: claimType({ id: 'endsAt', dataType: 'dateTime' }),
    /** To be mailed to the guest; only of an invitation that is bound to an email address. */
    link: claimType({ id: 'link', dataType: 'string' }).optional(),
  }),
});

/** Takes an invitation back. */
export const officeRevokeInvitation = defineProfile({
  ...common,
  id: 'Office-RevokeInvitation',
  http: { methods: ['POST'], route: 'revoke-invitation', authLevel: 'anonymous' },
  input: z.object({ code: claims.invitationCode, ...sent }),
  output: z.object({}),
});
