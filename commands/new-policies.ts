import { insertParts } from '../compiler/insert-parts.ts';
import { partsOf } from '../compiler/policy-parts.ts';
import { type ElementName, sliceOf } from '../compiler/slice.ts';
import { Source } from '../compiler/source.ts';
import type { FilePlan } from './file-plan.ts';
import type { NewProjectOptions } from './new-project.ts';
import { packageText } from './package-files.ts';
import { packagePolicies, packagePolicy } from './policy-chain.ts';

/** What every project has in its extensions. `REST-Common` and its kin come with the first profile that needs them. */
const ofEveryProject = ['login-NonInteractive', 'AAD-Common', 'REST-AcquireAccessToken'];

/** Plans policies that sign people in, and call nothing yet. */
export function planPolicies(plan: FilePlan, { name, tenant }: NewProjectOptions): void {
  for (const file of ['TrustFrameworkBase.xml', 'TrustFrameworkLocalization.xml'])
    plan.create(`policies/${file}`, packageText('policies', file));
  for (const file of ['SignUpOrSignIn.xml', 'PasswordReset.xml'])
    plan.create(`policies/${file}`, packageText('templates', 'policies', file));
  plan.create('policies/TrustFrameworkExtensions.xml', extensions());
  plan.create('policies/appsettings.json', settings(name, tenant));
}

/** The template with those profiles of ours, and what they need that the base does not have. */
function extensions(): string {
  const file = 'TrustFrameworkExtensions.xml';
  const base = packagePolicies().slice(0, -1);
  const names = ofEveryProject.map((id): ElementName => ({ kind: 'technical profile', id }));
  const isAsked = (id: string) => ofEveryProject.includes(id);
  const elements = sliceOf([packagePolicy(file)], names, (element) =>
    isAsked(element.id) || partsOf(base, element).length === 0 ? element.parts : [],
  );
  const template = new Source(file, packageText('templates', 'policies', file));
  return insertParts(
    template,
    elements.flatMap(({ parts }) => parts),
  );
}

interface AppSettings {
  readonly Environments: readonly {
    readonly Production: boolean;
    readonly PolicySettings: Readonly<Record<string, string>>;
  }[];
}

/** Ours, under the project's own names; ids of app registrations are made up. */
function settings(name: string, tenant: string): string {
  const ours: AppSettings = JSON.parse(packageText('policies', 'appsettings.json'));
  const environments = ours.Environments.map((environment) => {
    const { MailUrl: _mail, ...rest } = environment.PolicySettings;
    const api = environment.Production ? `https://${name}.azurewebsites.net/api` : rest['ApiUrl'];
    const token = environment.Production
      ? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`
      : rest['TokenEndpoint'];
    const own = { ApiUrl: api, ApiScope: `api://${name}/.default`, TokenEndpoint: token };
    return { ...environment, Tenant: tenant, PolicySettings: { ...rest, ...own } };
  });
  return `${JSON.stringify({ ...ours, Environments: environments }, undefined, 2)}\n`;
}
