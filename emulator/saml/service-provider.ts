import type { SAML, SamlConfig } from '@node-saml/node-saml';
import { JourneyFailed } from '../../shared/errors.ts';
import type { PolicyCertificate } from '../key-store.ts';
import type { ProfileRun } from '../profile-run.ts';
import { requirePolicyKey } from '../provider-endpoints.ts';
import type { SamlPartner } from './partner-metadata.ts';
import { bindings, type SignatureHash, signatureHash } from './saml-names.ts';

/** Where this tenant stands as a service provider of one policy. @see facts engine 2.12 */
export interface ServiceProviderAddress {
  readonly entityId: string;
  readonly assertionConsumer: string;
}

/** The service provider's names on a policy's base. */
export function serviceProviderAddress(base: string): ServiceProviderAddress {
  return { entityId: base, assertionConsumer: `${base}/samlp/sso/assertionconsumer` };
}

/** A flag that is true where the policy says nothing. */
export function isNotFalse(value: string | undefined): boolean {
  return !/^(?:false|0)$/i.test(value ?? 'true');
}

/** XmlSignatureAlgorithm of a profile. @throws {JourneyFailed} for `Sha384`, which no library has */
export function requireHash(id: string, value: string | undefined): SignatureHash {
  const hash = signatureHash(value);
  if (hash) return hash;
  throw new JourneyFailed(
    `The emulator does not have the XmlSignatureAlgorithm "${value}" of "${id}".`,
  );
}

/** The service provider that asks and judges, with the tenant's clock. */
export async function openServiceProvider(run: ProfileRun, partner: SamlPartner): Promise<SAML> {
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const { tenant } = run;
  const config = await configOf(run, partner);
  /** The library asks the system for the time. */
  class ClockedSaml extends SAML {
    protected override checkTimestampsValidityError(
      _nowMs: number,
      ...[notBefore, notOnOrAfter, maxTimeLimitMs]: [string, string, number?]
    ): Error | null {
      const now = tenant.now().getTime();
      return super.checkTimestampsValidityError(now, notBefore, notOnOrAfter, maxTimeLimitMs);
    }
  }
  return new ClockedSaml({ ...config, validateInResponseTo: ValidateInResponseTo.always });
}

async function configOf(run: ProfileRun, { party, signIn }: SamlPartner): Promise<SamlConfig> {
  const { tenant, transaction, policy } = run;
  const base = `${transaction.request.origin}/${tenant.name}/${policy.policyId}`;
  const { entityId, assertionConsumer } = serviceProviderAddress(base);
  const isPost = signIn.binding === bindings.post;
  const contexts = (run.metadata('IncludeAuthnContextClassReferences') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean);
  const providerName = run.metadata('ProviderName');
  return {
    ...{ issuer: entityId, callbackUrl: assertionConsumer, audience: entityId },
    entryPoint: signIn.location,
    idpIssuer: party.entityId,
    idpCert: [...party.certificates],
    identifierFormat: run.metadata('NameIdPolicyFormat') ?? null,
    allowCreate: run.isMetadataTrue('NameIdPolicyAllowCreate'),
    forceAuthn: run.isMetadataTrue('ForceAuthN') || transaction.request.prompt === 'login',
    disableRequestedAuthnContext: contexts.length === 0,
    authnContext: contexts,
    wantAssertionsSigned: isNotFalse(run.metadata('WantsSignedAssertions')),
    wantAuthnResponseSigned: isNotFalse(run.metadata('ResponsesSigned')),
    acceptedClockSkewMs: 300_000,
    generateUniqueId: () => `_${Buffer.from(tenant.randomBytes(20)).toString('hex')}`,
    ...(isPost ? { authnRequestBinding: 'HTTP-POST', skipRequestCompression: true } : {}),
    ...(providerName === undefined ? {} : { providerName }),
    ...(await keysOf(run)),
  };
}

async function keysOf(run: ProfileRun): Promise<Partial<SamlConfig>> {
  const { keyStore } = run.tenant;
  const hash = requireHash(run.profile.id, run.metadata('XmlSignatureAlgorithm'));
  const isEncrypted = run.isMetadataTrue('WantsEncryptedAssertions');
  const decryption = isEncrypted
    ? requirePolicyKey(run, 'SamlAssertionDecryption')
    : run.policyKey('SamlAssertionDecryption');
  const decryptionPvk = decryption && (await keyStore.certificate(decryption)).privateKey;
  const withDecryption = decryptionPvk ? { decryptionPvk } : {};
  if (!isNotFalse(run.metadata('WantsSignedRequests'))) return withDecryption;
  const signing: PolicyCertificate = await keyStore.certificate(
    requirePolicyKey(run, 'SamlMessageSigning'),
  );
  return {
    ...withDecryption,
    privateKey: signing.privateKey,
    ...(isNotFalse(run.metadata('IncludeKeyInfo')) ? { publicCert: signing.certificate } : {}),
    signatureAlgorithm: hash,
    digestAlgorithm: hash,
  };
}
