import { fold } from '../id-map.ts';
import type { Protocol } from '../model.ts';
import type { Rule } from '../rule.ts';
import { handlerClass } from '../technical-profile-type.ts';

/** A technical profile includes one of its own kind. @see facts policy-language 2.2 */
export const includeProtocolConflict: Rule = {
  name: 'include-protocol-conflict',
  severity: 'warning',
  why: 'Metadata and keys of one kind of technical profile mean nothing, or something else, to another.',
  fix: 'Include a technical profile with the same Protocol and Handler, or one without a Protocol.',
  examples: {
    bad: `<TechnicalProfile Id="REST-GetTier">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/get-tier</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="REST-GetTier">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/get-tier</Item>
  </Metadata>
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
      if (fold(shown(protocol)) === fold(shown(included.protocol))) continue;
      const kinds = `"${shown(protocol)}", "${included.id}" is "${shown(included.protocol)}"`;
      report(protocol, `"${profile.id}" includes "${included.id}", but is ${kinds}.`);
    }
  },
};

function shown({ name, handler }: Protocol): string {
  return handler === undefined ? name : handlerClass(handler);
}
