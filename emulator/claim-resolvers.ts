import { type JourneyContext, resolveClaimResolvers } from '../caller/claim-resolvers.ts';
import { RequestNotSent } from '../caller/request-not-sent.ts';
import { fold } from '../compiler/id-map.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type { ClaimsBag } from './claims-bag.ts';
import type { SamlRequest } from './journey-request.ts';
import { bindings } from './saml/saml-names.ts';
import type { Transaction } from './transaction.ts';

/** What claim resolvers of a transaction can see. @see facts engine 1.4 */
export function journeyContext(transaction: Transaction): JourneyContext {
  const { correlationId, tenant, policy, request, keepMeSignedIn, partnerTokens } = transaction;
  const leaf = policy.chain.at(-1);
  return {
    correlationId,
    culture: transaction.language,
    now: tenant.now(),
    policyId: policy.policyId,
    tenantName: tenant.name,
    tenantObjectId: tenant.objectId,
    trustFrameworkTenantName: leaf?.tenantId ?? tenant.name,
    deploymentMode: leaf?.deploymentMode ?? 'Production',
    buildNumber: '1.0.0.0',
    hostName: new URL(request.origin).hostname,
    ipAddress: request.ipAddress,
    parameters: request.parameters,
    partnerTokens,
    ...(keepMeSignedIn === undefined ? {} : { keepMeSignedIn }),
  };
}

/**
 * The text with its claim resolvers replaced; `{Policy:RelyingPartyTenantId}` and its like have a
 * value in every journey, `{OIDC:…}` only where the application sent one.
 * @throws {JourneyFailed} AADB2C90044 for a resolver that B2C does not have
 */
export function resolveText(text: string, transaction: Transaction, claims: ClaimsBag): string {
  if (!text.includes('{')) return text;
  try {
    const named = text.replaceAll(/\{policy\}/gi, transaction.policy.policyId);
    const saml = named.replaceAll(/\{SAML:([A-Za-z]+)\}/gi, (_, name: string) =>
      samlText(transaction, name),
    );
    return resolveClaimResolvers(saml, { claims, context: journeyContext(transaction) });
  } catch (cause) {
    if (!(cause instanceof RequestNotSent)) throw cause;
    throw new JourneyFailed(cause.message, { aadb2cCode: cause.code, cause });
  }
}

type SamlText = (saml: SamlRequest) => string | undefined;

/** Several context classes are joined by commas (unconfirmed). @see facts engine 1.4, policy-language 9 */
const samlTexts = new Map<string, SamlText>([
  ['allowcreate', ({ allowCreate }) => allowCreate],
  ['authncontextclassreferences', (saml) => saml.authnContextClassReferences?.join(',')],
  ['binding', ({ protocolBinding }) => protocolBinding ?? bindings.post], // the answer goes by POST
  ['forceauthn', ({ forceAuthn }) => String(forceAuthn)],
  ['issuer', ({ issuer }) => issuer],
  ['nameidpolicyformat', ({ nameIdPolicyFormat }) => nameIdPolicyFormat],
  ['providername', ({ providerName }) => providerName],
  ['relaystate', ({ relayState }) => relayState],
  ['subject', ({ subject }) => subject],
]);

function samlText({ request: { saml } }: Transaction, name: string): string {
  const read = samlTexts.get(fold(name));
  if (read) return (saml && read(saml)) ?? '';
  const message = `B2C has no claim resolver "{SAML:${name}}".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90044' });
}
