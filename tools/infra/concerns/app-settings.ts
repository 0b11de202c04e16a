import { keyVaultName, nextSetting } from '../../../compiler/key-vault-name.ts';
import type { Concern } from '../concern.ts';
import { appSettings, type Deployment, everyOption } from '../deployment.ts';
import type { ProjectFacts } from '../project-facts.ts';

/** What the Functions host itself reads. @see facts infra 3 */
const ofHost = new Set([
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
]);

/** What the code reads, and no template sets. */
const unset = new Map([
  ['AZURE_FUNCTIONS_ENVIRONMENT', 'is set in development alone'],
  ['Bearer__JwksUri', "is where the issuer's discovery document says"],
  ['DANGEROUS_AllowAnonymousCallers', 'opens profiles to everybody'],
  ['DevelopmentInbox', 'is set by npm start'],
  ['EasyAuthPrincipalForwarded', 'goes with Easy Auth, which takes no other profiles'],
  ['Storage', 'is a connection string, which holds a key'],
  ['WEBSITE_AUTH_ENABLED', 'is set by the platform'],
  ['WEBSITE_INSTANCE_ID', 'is set by the platform'],
  ['WEBSITE_SITE_NAME', 'is set by the platform'],
]);

const reference = /@Microsoft\.KeyVault\(SecretUri=https:.*'([^']+)'\)\]$/;

const secretName = /(?:Password|Secret|Token|Key|ConnectionString)(?:__Next)?$/i;

/** The settings are those that the code reads, and secrets come from the vault under their names there. */
export const appSettingsConcern: Concern = {
  name: 'app-settings',
  check(deployment, project) {
    const settings = appSettings(deployment);
    return [
      ...[...settings.keys()]
        .filter((name) => !isRead(name, project))
        .map((name) => `nothing reads the setting "${name}"`),
      ...missing(deployment, project),
      ...vaultFaults(deployment),
    ];
  },
};

/** Policy keys are read by the names that the policy gives them, pins of certificates by three besides. */
function isRead(name: string, { settingsRead }: ProjectFacts): boolean {
  const base = name.replace(/__Next$/, '');
  const isPolicyKey = /^B2C_1A_(?:(?!__)\w)+(?:__(?:Thumbprints|Names|Authorities))?$/.test(base);
  return settingsRead.has(base) || ofHost.has(base) || isPolicyKey;
}

/** Only where every option is on can it be told which setting was forgotten. */
function missing(deployment: Deployment, project: ProjectFacts): string[] {
  if (deployment.shape !== everyOption) return [];
  const settings = appSettings(deployment);
  const isKnown = (name: string) =>
    settings.has(name) || unset.has(name) || project.settingsPerEnvironment.has(name);
  return [...project.settingsRead]
    .filter((name) => !isKnown(name) && !name.endsWith('__Next'))
    .map(
      (name) =>
        `the setting "${name}" is read: put it into infra/app-settings.json, or explain it in docs/scenarios/`,
    );
}

function vaultFaults(deployment: Deployment): string[] {
  const prefix = String(deployment.outputs['VAULT_PREFIX']);
  const inVault = deployment.outputs['VAULT_SETTINGS'] as readonly string[];
  const settings = appSettings(deployment);
  const wanted = inVault.flatMap((setting) => [setting, nextSetting(setting)]);
  const wrong = wanted.filter((setting) => {
    const name = reference.exec(settings.get(setting) ?? '')?.[1];
    return name !== keyVaultName({ prefix, setting });
  });
  const open = [...settings].filter(
    ([name, value]) => secretName.test(name) && !value.includes('@Microsoft.KeyVault('),
  );
  return [
    ...wrong.map((name) => `the setting "${name}" does not refer to its secret in the vault`),
    ...open.map(
      ([name]) => `the setting "${name}" looks like a secret, and does not come from the vault`,
    ),
  ];
}
