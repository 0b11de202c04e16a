import { claimToText } from '../../caller/claim-forms.ts';
import { isMetadataTrue, metadataValue } from '../../compiler/metadata-value.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { SamlRequest } from '../journey-request.ts';
import type { ProfileRun } from '../profile-run.ts';
import { errorDescription } from '../protocol/error-answer.ts';
import { type IssuedClaim, relyingPartyClaims } from '../protocol/relying-party-claims.ts';
import type { RelyingPartyResponse } from '../response.ts';
import type { Tenant } from '../tenant.ts';
import type { Transaction } from '../transaction.ts';
import { issuerSigners, issuerUri, samlIssuerOf } from './issuer-profile.ts';
import { unspecifiedFormat } from './saml-names.ts';
import { type SamlAnswer, type SamlSubject, samlRefusal, samlResponse } from './saml-response.ts';

/** Not documented. */
const defaultLifetimeSeconds = 300;

/**
 * Answers the application with an assertion of the relying party's claims.
 * @throws {JourneyFailed} where the request was no SAML, or the subject has no value
 * @see facts engine 2.12
 */
export async function issueAssertion(run: ProfileRun): Promise<RelyingPartyResponse> {
  const { transaction, tenant, policy, profile } = run;
  const { saml } = transaction.request;
  if (!saml) {
    const message = 'The application has not sent a SAML request.';
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90165' });
  }
  const claims = relyingPartyClaims(run);
  const names = claims.map(({ name }) => name);
  const text = `Issues an assertion of ${names.length} claims to the application.`;
  run.trace({ kind: 'response', text, details: { claims: names } });
  const signers = await issuerSigners(tenant, policy, profile);
  const answer = answerOf(run, saml, claims);
  const xml = await samlResponse(answer, signers);
  transaction.assertion = { ...answer.subject, sessionIndex: answer.sessionIndex };
  return samlAnswer(saml, xml);
}

/** What the application is told where the journey fails; undefined where nobody may be told. */
export async function samlFailure(
  { request, tenant, policy, correlationId }: Transaction,
  fault: JourneyFailed,
): Promise<RelyingPartyResponse | undefined> {
  const { saml, origin } = request;
  const profile = samlIssuerOf(policy);
  if (!saml || !profile || !fault.isRedirectable) return undefined;
  const now = tenant.now();
  const answer = {
    id: newSamlId(tenant),
    issuer: issuerUri(profile, `${origin}/${tenant.name}/${policy.policyId}`),
    destination: saml.assertionConsumerUrl,
    inResponseTo: saml.id,
    now,
  };
  const description = errorDescription(fault, { correlationId, now });
  const signers = await issuerSigners(tenant, policy, profile);
  return samlAnswer(saml, await samlRefusal(answer, description, signers));
}

function samlAnswer(saml: SamlRequest, xml: string): RelyingPartyResponse {
  const { relayState, assertionConsumerUrl: url } = saml;
  const parameters = new Map([
    ['SAMLResponse', Buffer.from(xml).toString('base64')],
    ...(relayState === undefined ? [] : [['RelayState', relayState] as const]),
  ]);
  return { kind: 'saml', url, binding: 'HTTP-POST', parameters };
}

function answerOf(run: ProfileRun, saml: SamlRequest, claims: readonly IssuedClaim[]): SamlAnswer {
  const { tenant, policy, profile, transaction } = run;
  const now = timeOf(run, tenant.now());
  const seconds = (key: string) => Number(metadataValue(profile, key) ?? Number.NaN);
  const skew = seconds('TokenNotBeforeSkewInSeconds') || 0;
  const notBefore = new Date(now.getTime() - skew * 1000);
  const lifetime = seconds('TokenLifeTimeInSeconds') || defaultLifetimeSeconds;
  const { origin } = transaction.request;
  return {
    id: newSamlId(tenant),
    assertionId: newSamlId(tenant),
    issuer: issuerUri(profile, `${origin}/${tenant.name}/${policy.policyId}`),
    destination: saml.assertionConsumerUrl,
    inResponseTo: saml.id,
    audience: saml.issuer,
    ...{ now, notBefore },
    notOnOrAfter: new Date(now.getTime() + lifetime * 1000),
    subject: subjectOf(run, saml, claims),
    attributes: attributesOf(run, claims),
    sessionIndex: newSamlId(tenant),
    authTime: timeOf(run, transaction.authTime),
  };
}

/** Some applications cannot read milliseconds. */
function timeOf({ policy }: ProfileRun, date: Date): Date {
  const [profile] = policy.relyingParty?.technicalProfiles ?? [];
  const isWhole = profile && isMetadataTrue(profile, 'RemoveMillisecondsFromDateTime');
  return isWhole ? new Date(Math.floor(date.getTime() / 1000) * 1000) : date;
}

/** SubjectNamingInfo names a claim as the application sees it. */
function subjectOf(
  { policy }: ProfileRun,
  { nameIdPolicyFormat }: SamlRequest,
  claims: readonly IssuedClaim[],
): SamlSubject {
  const naming = policy.relyingParty?.technicalProfiles[0]?.subjectNamingInfo;
  const claim = claims.find(({ name }) => name === naming?.claimType);
  if (!claim) {
    throw new JourneyFailed(
      `The relying party names "${naming?.claimType ?? ''}" as subject of its assertions, and no output claim of that name has a value.`,
    );
  }
  const [nameId = ''] = textsOf(claim);
  return { nameId, format: naming?.format ?? nameIdPolicyFormat ?? unspecifiedFormat };
}

function attributesOf({ policy }: ProfileRun, claims: readonly IssuedClaim[]) {
  const naming = policy.relyingParty?.technicalProfiles[0]?.subjectNamingInfo;
  return claims
    .filter(({ name }) => !(naming?.excludeAsClaim && name === naming.claimType))
    .map((claim) => [claim.name, textsOf(claim)] as const);
}

function textsOf({ value, dataType }: IssuedClaim): readonly string[] {
  if (dataType === 'stringCollection' && Array.isArray(value)) return value.map(String);
  return [claimToText(value, dataType, 'native')];
}

/** An ID of XML may not begin with a digit. */
export function newSamlId({ randomBytes }: Pick<Tenant, 'randomBytes'>): string {
  return `_${Buffer.from(randomBytes(20)).toString('hex')}`;
}
