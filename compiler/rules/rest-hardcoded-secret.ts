import type { TechnicalProfile } from '../model.ts';
import type { TrustFrameworkPolicy } from '../model-policy.ts';
import type { Report, Rule } from '../rule.ts';
import { isPlaceholder, isSecretName, isSecretValue, secretPartOf } from '../secret-text.ts';

/** Secrets are policy keys. The message never shows the value. @see facts rest-contract 1.2, 2.1 */
export const restHardcodedSecret: Rule = {
  name: 'rest-hardcoded-secret',
  severity: 'error',
  why: 'Whoever reads the policy, its history or a log of URLs has the secret, and it cannot be rotated alone.',
  fix: 'Keep the secret in a policy key, name it in CryptographicKeys, and replace the one that was here.',
  examples: {
    bad: '<Item Key="ServiceUrl">https://api.contoso.com/api/members?code=Zk3vT1x9QpLw8RbN</Item>',
    good: '<Item Key="ServiceUrl">https://api.contoso.com/api/members?culture=en</Item>',
  },
  checkFile(file, report) {
    const profiles = [...file.technicalProfiles, ...(file.relyingParty?.technicalProfiles ?? [])];
    for (const profile of profiles) {
      checkMetadata(profile, report);
      checkDefaults(profile, report);
    }
    checkParameters(file, report);
  },
};

function checkMetadata({ id, metadata }: TechnicalProfile, report: Report): void {
  for (const item of metadata) {
    const part = secretPartOf(item.value);
    if (part) {
      report(item, `The "${item.key}" of "${id}" has a secret in its "${part}".`);
    } else if (isSecret(item.key, item.value)) {
      report(item, `The metadata "${item.key}" of "${id}" is a secret.`);
    }
  }
}

function checkDefaults(profile: TechnicalProfile, report: Report): void {
  const { id, inputClaims, outputClaims, persistedClaims } = profile;
  for (const claim of [...inputClaims, ...persistedClaims, ...outputClaims]) {
    const name = claim.partnerClaimType ?? claim.claimTypeReferenceId;
    if (!isSecret(name, claim.defaultValue ?? '')) continue;
    report(claim, `The DefaultValue of "${claim.claimTypeReferenceId}" in "${id}" is a secret.`);
  }
}

function checkParameters({ buildingBlocks }: TrustFrameworkPolicy, report: Report): void {
  for (const { id, inputParameters } of buildingBlocks.claimsTransformations) {
    for (const parameter of inputParameters) {
      if (!isSecretValue(parameter.value) && !secretPartOf(parameter.value)) continue;
      report(parameter, `The parameter "${parameter.id}" of "${id}" is a secret.`);
    }
  }
}

/** Words such as `unknown` stand for no secret. */
function isSecret(name: string, value: string): boolean {
  if (isSecretValue(value)) return true;
  const isWord = /^[a-z]*$|^(true|false)$/i.test(value.trim());
  return isSecretName(name) && !isWord && !isPlaceholder(value);
}
