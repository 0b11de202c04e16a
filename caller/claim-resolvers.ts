import { fold } from '../compiler/id-map.ts';
import { claimToText } from './claim-forms.ts';
import { type ClaimsBag, hasValue } from './claims-bag.ts';
import { type Culture, readCulture } from './cultures.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** What a journey knows besides its claims. What is absent resolves to nothing. */
export interface JourneyContext {
  readonly correlationId: string;
  /** The language of the journey as an RFC 5646 tag: `en-US`. */
  readonly culture: string;
  readonly now: Date;
  readonly policyId?: string;
  readonly tenantName?: string;
  readonly tenantObjectId?: string;
  readonly trustFrameworkTenantName?: string;
  readonly deploymentMode?: string;
  readonly buildNumber?: string;
  readonly hostName?: string;
  readonly ipAddress?: string;
  readonly keepMeSignedIn?: boolean;
  /** The query of the authorize request. `{OIDC:…}` and `{OAUTH-KV:…}` read it: the user wrote it. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** What a federated identity provider's token endpoint answered, for `{oauth2:…}`. */
  readonly partnerTokens?: ReadonlyMap<string, string>;
}

/** `10/10/2021 12:00:00 PM`: US text, as `{Context:DateTimeInUtc}` gives it. */
export function formatUsDateTime(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  const time = `${date.getUTCHours() % 12 || 12}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return `${day} ${time} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`;
}

type Resolve = (context: JourneyContext) => string | undefined;

const culture = (part: keyof Culture): Resolve => {
  return (context) => readCulture(context.culture)[part];
};
const parameter = (name: string): Resolve => {
  return (context) => context.parameters?.get(name);
};

/** Names are compared without case: real policies write `{CONTEXT:KMSI}` and `{OIDC:scope}`. */
const resolvers = new Map<string, Resolve>([
  ['culture:languagename', culture('languageName')],
  ['culture:regionname', culture('regionName')],
  ['culture:rfc5646', culture('rfc5646')],
  ['culture:lcid', culture('lcid')],
  ['context:correlationid', (context) => context.correlationId],
  ['context:datetimeinutc', (context) => formatUsDateTime(context.now)],
  ['context:deploymentmode', (context) => context.deploymentMode],
  ['context:buildnumber', (context) => context.buildNumber],
  ['context:hostname', (context) => context.hostName],
  ['context:ipaddress', (context) => context.ipAddress],
  ['context:kmsi', ({ keepMeSignedIn }) => keepMeSignedIn?.toString()],
  ['policy:policyid', (context) => context.policyId],
  ['policy:tenantobjectid', (context) => context.tenantObjectId],
  ['policy:relyingpartytenantid', (context) => context.tenantName],
  ['policy:trustframeworktenantid', (context) => context.trustFrameworkTenantName],
  ['oidc:authenticationcontextreferences', parameter('acr_values')],
  ['oidc:clientid', parameter('client_id')],
  ['oidc:domainhint', parameter('domain_hint')],
  ['oidc:loginhint', parameter('login_hint')],
  ['oidc:maxage', parameter('max_age')],
  ['oidc:nonce', parameter('nonce')],
  ['oidc:password', parameter('password')],
  ['oidc:prompt', parameter('prompt')],
  ['oidc:redirecturi', parameter('redirect_uri')],
  ['oidc:resource', parameter('resource')],
  ['oidc:scope', parameter('scope')],
  ['oidc:username', parameter('username')],
]);

const openFamilies = new Map<string, (name: string, where: Where) => string | undefined>([
  ['oauth-kv', (name, { context }) => context.parameters?.get(name)],
  ['oauth2', (name, { context }) => context.partnerTokens?.get(name)],
  ['claim', (name, { claims }) => claimText(claims, name)],
  ['saml', () => undefined], // the call is never part of a SAML request
]);

const closedFamilies = new Set(['culture', 'context', 'policy', 'oidc']);

interface Where {
  readonly claims: ClaimsBag;
  readonly context: JourneyContext;
}

/**
 * The text with its claim resolvers replaced; one without a value leaves nothing. Families that
 * B2C does not know (`{service:te}`) stay as text.
 * @throws {RequestNotSent} AADB2C90044 for an unknown name of a known family
 * @see facts rest-contract 1.5, engine 1.4, policy-language 9
 */
export function resolveClaimResolvers(text: string, where: Where): string {
  return text.replaceAll(
    /\{([a-z0-9-]+):([^{}]*)\}/gi,
    (resolver, family: string, name: string) => {
      const open = openFamilies.get(fold(family));
      if (open) return open(name, where) ?? '';
      if (!closedFamilies.has(fold(family))) return resolver;
      return resolveKnown(resolver, `${family}:${name}`, where.context);
    },
  );
}

function resolveKnown(resolver: string, name: string, context: JourneyContext): string {
  const resolve = resolvers.get(fold(name));
  if (resolve) return resolve(context) ?? '';
  const message = `B2C has no claim resolver "${resolver}".`;
  throw new RequestNotSent('claim-resolver-unknown', message, 'AADB2C90044');
}

function claimText(claims: ClaimsBag, id: string): string | undefined {
  const value = claims.get(id);
  return hasValue(value) ? claimToText(value, 'string', 'text') : undefined;
}
