import { exchange, handlers, journeyPolicy } from './emulated-tenant.ts';
import { policyText } from './policy-text.ts';

/** What a SAML application says of itself. */
export interface SamlApplicationParts {
  readonly entityId: string;
  /** Its assertion consumer service. */
  readonly consumer: string;
  /** PEM. It promises to sign its requests. */
  readonly certificate?: string | undefined;
  readonly logOut?: { readonly binding: 'HTTP-Redirect' | 'HTTP-POST'; readonly location: string };
}

const items = (metadata: Readonly<Record<string, string>>) =>
  Object.entries(metadata)
    .map(([key, value]) => `<Item Key="${key}">${value}</Item>`)
    .join('');

/** The application's own metadata, as a PartnerEntity holds it. */
export function applicationMetadata(parts: SamlApplicationParts): string {
  const { entityId, consumer, certificate, logOut } = parts;
  const base64 = certificate?.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const key = base64
    ? `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
    : '';
  const binding = (name: string) => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`;
  const service = logOut
    ? `<SingleLogoutService Binding="${binding(logOut.binding)}" Location="${logOut.location}" />`
    : '';
  return `<![CDATA[<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><SPSSODescriptor AuthnRequestsSigned="${base64 !== undefined}" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}${service}<AssertionConsumerService Binding="${binding('HTTP-POST')}" Location="${consumer}" index="0" /></SPSSODescriptor></EntityDescriptor>]]>`;
}

/** The issuer `Saml2AssertionIssuer`, and its session. */
export function samlIssuerProfiles(issuer: Readonly<Record<string, string>> = {}): string {
  const keys = ['MetadataSigning', 'SamlMessageSigning', 'SamlAssertionSigning'].map(
    (id) => `<Key Id="${id}" StorageReferenceId="B2C_1A_${id}" />`,
  );
  const session = handlers.noopSession.replace('NoopSSOSessionProvider', 'SamlSSOSessionProvider');
  return `<TechnicalProfile Id="Saml2AssertionIssuer"><DisplayName>Issuer</DisplayName><Protocol Name="SAML2" /><OutputTokenFormat>SAML2</OutputTokenFormat><Metadata>${items({ XmlSignatureAlgorithm: 'Sha256', ...issuer })}</Metadata><CryptographicKeys>${keys.join('')}</CryptographicKeys><UseTechnicalProfileForSessionManagement ReferenceId="SM-Saml-issuer" /></TechnicalProfile><TechnicalProfile Id="SM-Saml-issuer"><DisplayName>Session</DisplayName>${session}</TechnicalProfile>`;
}

/** A relying party whose application speaks SAML; the subject is `objectId`. */
export function samlRelyingParty(
  journeyId: string,
  metadata: Readonly<Record<string, string>>,
  outputClaims: readonly string[],
): string {
  const claims = outputClaims.map((id) => `<OutputClaim ClaimTypeReferenceId="${id}" />`).join('');
  return `<DefaultUserJourney ReferenceId="${journeyId}" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="SAML2" /><Metadata>${items(metadata)}</Metadata><OutputClaims>${claims}<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="objectId" /></OutputClaims><SubjectNamingInfo ClaimType="objectId" ExcludeAsClaim="true" /></TechnicalProfile>`;
}

/** Where the application of `samlPolicy` is. */
export const samlApplication: SamlApplicationParts = {
  entityId: 'https://app.example/saml',
  consumer: 'http://localhost:4200/saml/acs',
};

/** What a test says of the application and of its policy. */
export interface SamlParts {
  readonly id?: string;
  readonly application?: Partial<SamlApplicationParts>;
  readonly relyingParty?: Readonly<Record<string, string>>;
  readonly issuer?: Readonly<Record<string, string>>;
  readonly fails?: boolean;
}

/** A policy without pages whose application speaks SAML: `B2C_1A_Test`. */
export function samlPolicy(parts: SamlParts): string {
  const { id = 'B2C_1A_Test', application, relyingParty, issuer, fails = false } = parts;
  const values = { objectId: '4711', displayName: 'Zoë &amp; Co &lt;x>', roles: '' };
  const outputs = Object.entries(values).map(
    ([claim, value]) => `<OutputClaim ClaimTypeReferenceId="${claim}" DefaultValue="${value}" />`,
  );
  const claimsProfile = `<TechnicalProfile Id="Claims"><DisplayName>Claims</DisplayName>${handlers.claimsTransformation}<OutputClaims>${fails ? '' : outputs.join('')}</OutputClaims></TechnicalProfile>`;
  const policy = journeyPolicy({
    claims: { objectId: 'string', displayName: 'string', roles: 'string' },
    technicalProfiles: claimsProfile + samlIssuerProfiles(issuer),
    steps: `${exchange(1, 'Claims')}<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Saml2AssertionIssuer" />`,
  });
  const PartnerEntity = applicationMetadata({ ...samlApplication, ...application });
  const metadata = { PartnerEntity, ...relyingParty };
  const relying = samlRelyingParty('Test', metadata, ['displayName', 'roles']);
  return policyText({ ...policy, id, relyingParty: relying });
}
