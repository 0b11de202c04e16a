// Written by `countersign generate`; do not edit.
import * as z from 'zod';
import { defineProfile } from '../../profile.ts';
import * as claims from '../claims.ts';

/**
 * REST-EnrichMembership: What the club's office knows about a member.
 * Declared in policies/TrustFrameworkExtensions.xml.
 */
export const restEnrichMembership = defineProfile({
  id: 'REST-EnrichMembership',
  http: { methods: ['POST'], route: 'enrich-membership', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: true,
  authentication: { type: 'BearerClaim', claim: 'bearerToken' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    objectId: claims.objectId, // Required="true" in the policy
    memberNumber: claims.extensionMemberNumber.optional(),
    correlationId: claims.correlationId.optional(),
    language: claims.language.optional(),
  }),
  output: z.object({
    'membership.tier': claims.membershipTier.optional(),
    'membership.active': claims.membershipActive.optional(),
    'membership.unavailable': claims.membershipUnavailable.optional(),
    'membership.since': claims.membershipSince.optional(),
    'membership.endsAt': claims.membershipEndsAt.optional(),
    'membership.noticePeriod': claims.noticePeriod.optional(),
    'rowing.outings': claims.outingCount.optional(),
    'rowing.meters': claims.metersRowed.optional(),
    'rowing.crews': claims.crews.optional(),
    'contacts[0].phone': claims.captainPhone.optional(),
    'identities.federation': claims.federationIdentity.optional(),
    'identities.former': claims.formerIdentities.optional(),
    'identities.linked': claims.linkedSecurityIds.optional(),
  }),
});
