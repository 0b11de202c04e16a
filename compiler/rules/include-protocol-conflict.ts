import type { Protocol } from '../model.ts';
import type { Rule } from '../rule.ts';

/** A technical profile includes one of its own kind. @see facts policy-language 2.2 */
export const includeProtocolConflict: Rule = {
  name: 'include-protocol-conflict',
  severity: 'warning',
  why: 'Metadata and keys of one kind of technical profile mean nothing, or something else, to another.',
  fix: 'Include a technical profile with the same Protocol and Handler, or one without a Protocol.',
  examples: {
    bad: `<TechnicalProfile Id="REST-GetTier">
  <DisplayName>Read the tier</DisplayName>
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/get-tier</Item>
    <Item Key="AuthenticationType">Basic</Item>
    <Item Key="SendClaimsIn">Body</Item>
  </Metadata>
  <CryptographicKeys>
    <Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_RestUsername" />
    <Key Id="BasicAuthenticationPassword" StorageReferenceId="B2C_1A_RestPassword" />
  </CryptographicKeys>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="membershipNumber" />
  </OutputClaims>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="REST-GetTier">
  <DisplayName>Read the tier</DisplayName>
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/get-tier</Item>
    <Item Key="AuthenticationType">Basic</Item>
    <Item Key="SendClaimsIn">Body</Item>
  </Metadata>
  <CryptographicKeys>
    <Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_RestUsername" />
    <Key Id="BasicAuthenticationPassword" StorageReferenceId="B2C_1A_RestPassword" />
  </CryptographicKeys>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="membershipNumber" />
  </OutputClaims>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>`,
  },
  check(policy, report) {
    for (const profile of policy.technicalProfiles.values()) {
      const [includedId] = profile.includes;
      const included =
        includedId === undefined ? undefined : policy.technicalProfiles.get(includedId);
      const { protocol } = profile;
      if (!protocol || !included?.protocol || protocol === included.protocol) continue;
      if (handlerClass(protocol) === handlerClass(included.protocol)) continue;
      const kinds = `"${shown(protocol)}", "${included.id}" is "${shown(included.protocol)}"`;
      report(protocol, `"${profile.id}" includes "${included.id}", but is ${kinds}.`);
    }
  },
};

function shown({ name, handler }: Protocol): string {
  return handler?.split(',')[0]?.trim() ?? name;
}

/** Without regard to case and spaces. @see facts policy-language 5.1 */
function handlerClass(protocol: Protocol): string {
  return shown(protocol).replaceAll(/\s/g, '').toLowerCase();
}
