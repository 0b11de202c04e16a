import { Suggestions } from '../did-you-mean.ts';
import { fold } from '../id-map.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** Those of every type but RESTful ones; not every page lists its keys. @see facts policy-language 5.5 */
const keyIds = [
  'client_secret',
  'issuer_secret',
  'issuer_refresh_token_key',
  'assertion_signing_key',
  'SamlMessageSigning',
  'SamlAssertionSigning',
  'SamlAssertionDecryption',
  'SamlAssertionEncryption',
  'MetadataSigning',
] as const;

const known = new Set(keyIds.map(fold));

/**
 * A Key whose Id looks like a typing error of a documented one. What resembles none of them is let pass,
 * and so are RESTful technical profiles: their keys are judged by their AuthenticationType.
 */
export const keyIdUnknown: Rule = {
  name: 'key-id-unknown',
  severity: 'warning',
  why: 'B2C looks for a key by its Id, and misses one that is called otherwise.',
  fix: 'Correct the Id of the Key.',
  examples: {
    bad: `<TechnicalProfile Id="Contoso-OpenIdConnect">
  <DisplayName>Contoso</DisplayName>
  <Protocol Name="OpenIdConnect" />
  <CryptographicKeys>
    <Key Id="client_secrets" StorageReferenceId="B2C_1A_ContosoSecret" />
  </CryptographicKeys>
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="Contoso-OpenIdConnect">
  <DisplayName>Contoso</DisplayName>
  <Protocol Name="OpenIdConnect" />
  <CryptographicKeys>
    <Key Id="client_secret" StorageReferenceId="B2C_1A_ContosoSecret" />
  </CryptographicKeys>
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    const suggestions = new Suggestions();
    for (const profile of technicalProfiles.values()) {
      if (technicalProfileType(profile) === 'restful') continue;
      for (const key of profile.cryptographicKeys) {
        const hint = known.has(fold(key.id)) ? '' : suggestions.for(key.id, () => keyIds);
        if (hint) report(key, `The Key "${key.id}" of "${profile.id}" is of no known kind.${hint}`);
      }
    }
  },
};
