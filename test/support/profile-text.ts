import { handlers } from './emulated-tenant.ts';

/** A claim reference: the id, or the element's attributes with it. */
export type ClaimText = string | Readonly<Record<string, string>>;

/** The parts of a technical profile. */
export interface ProfileParts {
  readonly id: string;
  /** A short name of `handlers`, or the element Protocol. Default: a claims transformation. */
  readonly handler?: keyof typeof handlers | `<${string}`;
  readonly domain?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Id → StorageReferenceId. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly includeInSso?: boolean;
  readonly inputClaimsTransformations?: readonly string[];
  readonly inputClaims?: readonly ClaimText[];
  readonly persistedClaims?: readonly ClaimText[];
  readonly outputClaims?: readonly ClaimText[];
  readonly outputClaimsTransformations?: readonly string[];
  /** Ids, or whole elements. */
  readonly validations?: readonly string[];
  readonly session?: string;
  readonly enabled?: string;
}

/** A TechnicalProfile element in the schema's order. */
export function profile(parts: ProfileParts): string {
  const { id, handler = 'claimsTransformation', metadata = {}, keys = {}, domain } = parts;
  const protocol = handler.startsWith('<') ? handler : handlers[handler as keyof typeof handlers];
  return [
    `<TechnicalProfile Id="${id}">`,
    domain === undefined ? '' : `<Domain>${domain}</Domain>`,
    `<DisplayName>${id}</DisplayName>${protocol}`,
    list(
      'Metadata',
      Object.entries(metadata),
      ([key, value]) => `<Item Key="${key}">${escapeXml(value)}</Item>`,
    ),
    list(
      'CryptographicKeys',
      Object.entries(keys),
      ([key, value]) => `<Key Id="${key}" StorageReferenceId="${value}" />`,
    ),
    parts.includeInSso === undefined ? '' : `<IncludeInSso>${parts.includeInSso}</IncludeInSso>`,
    references('InputClaimsTransformation', parts.inputClaimsTransformations),
    list('InputClaims', parts.inputClaims, claim('InputClaim')),
    list('PersistedClaims', parts.persistedClaims, claim('PersistedClaim')),
    list('OutputClaims', parts.outputClaims, claim('OutputClaim')),
    references('OutputClaimsTransformation', parts.outputClaimsTransformations),
    references('ValidationTechnicalProfile', parts.validations),
    parts.session === undefined
      ? ''
      : `<UseTechnicalProfileForSessionManagement ReferenceId="${parts.session}" />`,
    parts.enabled === undefined
      ? ''
      : `<EnabledForUserJourneys>${parts.enabled}</EnabledForUserJourneys>`,
    '</TechnicalProfile>',
  ].join('');
}

function list<Item>(
  name: string,
  items: readonly Item[] | undefined,
  show: (item: Item) => string,
): string {
  return items?.length ? `<${name}>${items.map(show).join('')}</${name}>` : '';
}

function references(name: string, ids: readonly string[] | undefined): string {
  return list(`${name}s`, ids, (id) =>
    id.startsWith('<') ? id : `<${name} ReferenceId="${id}" />`,
  );
}

const claim = (name: string) => (text: ClaimText) => {
  const attributes = typeof text === 'string' ? { ClaimTypeReferenceId: text } : text;
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')} />`;
};

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A claim with a value of the policy's own: an OutputClaim of most profiles here. */
export function always(id: string, value: string): ClaimText {
  return { ClaimTypeReferenceId: id, DefaultValue: value, AlwaysUseDefaultValue: 'true' };
}

/** A claim under its name at the other party. */
export function named(id: string, partnerClaimType: string): ClaimText {
  return { ClaimTypeReferenceId: id, PartnerClaimType: partnerClaimType };
}
