import type { TestContext } from 'node:test';
import { type Backend, describeBackend } from '../../compiler/backend.ts';
import type { BackendRequest } from '../../compiler/backend-parts.ts';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { type PolicyParts, policySetOf } from './policy-text.ts';

/** A technical profile in the words of a test; anything absent is left out of the XML. */
export interface ProfileWords {
  readonly id: string;
  readonly displayName?: string;
  /** Null: no Protocol. */
  readonly handler?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly keys?: Readonly<Record<string, string>>;
  /** InputClaim elements as they are. */
  readonly input?: string;
  readonly output?: string;
  readonly include?: string;
}

/** A policy in the words of a test: a relying party of its own, if nothing else is said. */
export interface PolicyWords {
  readonly id?: string;
  readonly base?: string;
  /** Id → DataType, or all of a ClaimType's content. */
  readonly claims?: Readonly<Record<string, string>>;
  /** What follows ClaimsSchema. */
  readonly buildingBlocks?: string;
  readonly profiles?: readonly ProfileWords[];
  readonly userJourneys?: string;
  readonly isRelyingParty?: boolean;
}

/** A project of its own, which names the host of its functions. */
export const ownConfiguration = { ...defaultConfiguration, hosts: ['https://api.example.com'] };

/** The backend of policies in the words of a test; its diagnostics are those of generating alone. */
export async function backendOf(
  t: TestContext,
  policies: readonly PolicyWords[],
  request: Partial<BackendRequest> = {},
): Promise<Backend> {
  return describeBackend({
    policies: await policiesOf(t, policies),
    configuration: ownConfiguration,
    everything: false,
    routePrefix: 'api',
    ...request,
  });
}

/** The effective policy of every relying party among them. */
export async function policiesOf(
  t: TestContext,
  policies: readonly PolicyWords[],
): Promise<EffectivePolicy[]> {
  const set = await policySetOf(t, policies.map(policyParts));
  return set.leaves.map((leaf) => resolvePolicy(set, leaf).policy);
}

/** The effective policy of every relying party below the folders. */
export function policiesIn(folders: readonly string[]): EffectivePolicy[] {
  const set = readPolicySet({ folders });
  return set.leaves.map((leaf) => resolvePolicy(set, leaf).policy);
}

/** Text as it stands in an attribute or between tags, however odd. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\s]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The parts of the policy's XML. */
export function policyParts(policy: PolicyWords): PolicyParts {
  const { id = 'B2C_1A_Test', base, profiles = [], isRelyingParty = true } = policy;
  return {
    id,
    ...(base === undefined ? {} : { base }),
    buildingBlocks: claimsSchema(policy) + (policy.buildingBlocks ?? ''),
    technicalProfiles: profiles.map(profileXml).join('\n'),
    ...(policy.userJourneys === undefined ? {} : { userJourneys: policy.userJourneys }),
    ...(isRelyingParty ? { relyingParty: '<DefaultUserJourney ReferenceId="Any" />' } : {}),
  };
}

function claimsSchema({ claims = {} }: PolicyWords): string {
  const claimTypes = Object.entries(claims).map(([id, content]) => {
    const children = content.startsWith('<') ? content : `<DataType>${content}</DataType>`;
    return `<ClaimType Id="${escapeXml(id)}">${children}</ClaimType>`;
  });
  return element('ClaimsSchema', claimTypes.join('\n'));
}

function profileXml(profile: ProfileWords): string {
  const { id, displayName, metadata = {}, keys = {}, input = '', output = '', include } = profile;
  const { handler = 'Web.TPEngine.Providers.RestfulProvider' } = profile;
  const items = Object.entries(metadata).map(
    ([key, value]) => `<Item Key="${escapeXml(key)}">${escapeXml(value)}</Item>`,
  );
  const references = Object.entries(keys).map(
    ([key, reference]) => `<Key Id="${escapeXml(key)}" StorageReferenceId="${reference}" />`,
  );
  return [
    `<TechnicalProfile Id="${escapeXml(id)}">`,
    element('DisplayName', escapeXml(displayName ?? '')),
    handler === null ? '' : `<Protocol Name="Proprietary" Handler="${handler}" />`,
    element('Metadata', items.join('')),
    element('CryptographicKeys', references.join('')),
    element('InputClaims', input),
    element('OutputClaims', output),
    include === undefined ? '' : `<IncludeTechnicalProfile ReferenceId="${include}" />`,
    '</TechnicalProfile>',
  ].join('\n');
}

function element(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}
