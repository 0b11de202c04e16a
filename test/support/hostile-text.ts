import { type PolicyParts, policyText } from './policy-text.ts';

/** Files that nobody would write by hand, and a rule that must report them. */
export interface HostileFiles {
  readonly name: string;
  readonly rule: string;
  readonly files: () => Readonly<Record<string, string>>;
}

/** What B2C takes at most. @see facts policy-language 1.3 */
export const MEGABYTE = 1024 * 1024;

/** The piece as often as fits into that share of a megabyte, with its number. */
export function fill(piece: (index: number) => string, share = 1): string {
  const count = Math.floor((MEGABYTE * share - 3_000) / piece(999_999).length);
  return Array.from({ length: count }, (_, index) => piece(index)).join('');
}

/** One file of that text. */
export function oneFile(text: string): Record<string, string> {
  return { 'A.xml': text };
}

/** One relying party's policy of these parts. */
export function onePolicy(parts: Omit<PolicyParts, 'id'>): Record<string, string> {
  const relyingParty = '<DefaultUserJourney ReferenceId="J" />';
  return oneFile(policyText({ id: 'A', relyingParty, ...parts }));
}

/** A ClaimsSchema with that share of a megabyte. */
export function claimsSchema(piece: (index: number) => string, share?: number): string {
  return `<ClaimsSchema>${fill(piece, share)}</ClaimsSchema>`;
}

/** A ClaimType of a text. */
export function claimType(id: string): string {
  return `<ClaimType Id="${id}"><DataType>string</DataType></ClaimType>`;
}

/** A TechnicalProfile of one of B2C's providers. */
export function profileOf(provider: string, id: string, content: string): string {
  return `<TechnicalProfile Id="${id}"><DisplayName>P</DisplayName><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.${provider}" />${content}</TechnicalProfile>`;
}

/** A RESTful technical profile; `claims` are its lists of claims. */
export function restfulProfile(id: string, serviceUrl: string, claims = ''): string {
  const metadata = `<Metadata><Item Key="ServiceUrl">${serviceUrl}</Item><Item Key="AuthenticationType">None</Item><Item Key="SendClaimsIn">Body</Item></Metadata>`;
  return profileOf('RestfulProvider', id, metadata + claims);
}

/** A user journey that the relying party starts. */
export function journeyOf(steps: string): string {
  return `<UserJourney Id="J"><OrchestrationSteps>${steps}</OrchestrationSteps></UserJourney>`;
}

/** A ClaimsExchange step; `index` counts from 0. */
export function stepThatCalls(index: number, profile: string): string {
  return `<OrchestrationStep Order="${index + 1}" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="E${index}" TechnicalProfileReferenceId="${profile}" /></ClaimsExchanges></OrchestrationStep>`;
}
