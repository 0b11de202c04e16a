import { policyKeysIn } from '../compiler/slice.ts';

/** The settings that functions need for the technical profiles in texts of a policy, by their authentication. */
export function settingsIn(texts: readonly string[]): string[] {
  const text = texts.join('\n');
  const bearer = ['Bearer__Issuer', 'Bearer__Audience', 'Bearer__AllowedClients'];
  return [
    ...policyKeysIn(texts),
    ...(text.includes('UseClaimAsBearerToken') ? bearer : []),
    ...(text.includes('ClientCertificate') ? ['ClientCertificateForwarded'] : []),
  ];
}
