import { type ReferenceKind, referenceKey } from './policy-references.ts';
import type { ElementName } from './slice.ts';

/** What the base of every starter pack with local accounts declares. @see corpus starterpack */
const declared: Partial<Record<ReferenceKind, string>> = {
  'claim type': `tenantId objectId signInName signInNames.emailAddress accountEnabled password newPassword
    reenterPassword passwordPolicies client_id resource_id sub identityProvider displayName email otherMails
    userPrincipalName upnUserName newUser executed-SelfAsserted-Input authenticationSource
    refreshTokenIssuedOnDateTime refreshTokensValidFromDateTime nca grant_type scope objectIdFromSession
    isActiveMFASession givenName surname`,
  'client definition': 'DefaultWeb',
  'content definition': `api.error api.idpselections api.idpselections.signup api.signuporsignin api.selfasserted
    api.selfasserted.profileupdate api.localaccountsignup api.localaccountpasswordreset api.localaccountsignin`,
  'technical profile': `login-NonInteractive AAD-Common SM-Noop SM-AAD SM-jwt-issuer
    TpEngine_c3bd4fe2-1775-4013-b91d-35f16d377d13 JwtIssuer RefreshTokenReadAndSetup`,
};

const ids = new Set(
  Object.entries(declared).flatMap(([kind, list]) =>
    list.split(/\s+/).map((id) => referenceKey({ kind, id })),
  ),
);

/** Whether whoever began with a starter pack has an element of that name. */
export function isOfStarterPack(element: ElementName): boolean {
  return ids.has(referenceKey(element));
}
