import type { Concern } from '../concern.ts';
import { appSettings, type Deployment, theResource, unmet, valueAt } from '../deployment.ts';
import type { ProjectFacts } from '../project-facts.ts';

/** The platform's locks agree with what the code is told to believe. @see facts infra 6 */
export const callers: Concern = {
  name: 'callers',
  check: (deployment, project) => [
    ...certificateFaults(deployment),
    ...easyAuthFaults(deployment, project),
    ...frontDoorFaults(deployment),
  ],
};

/** A forwarded certificate counts only where the platform sets, and so overwrites, its header. */
function certificateFaults(deployment: Deployment): string[] {
  const settings = appSettings(deployment);
  const asks = valueAt(
    theResource(deployment, 'Microsoft.Web/sites'),
    'properties.clientCertEnabled',
  );
  const isBelieved = settings.get('ClientCertificateForwarded') === 'true';
  const mode = deployment.parameters['clientCertificateMode'] ?? 'None';
  if (asks !== isBelieved || asks !== (mode !== 'None')) {
    return ['the front end asks for certificates, or the code believes them, and not both'];
  }
  if (asks === false) return [];
  const isPinned = [...settings.keys()].some((name) => /__(?:Thumbprints|Names)$/.test(name));
  return [
    ...(isPinned ? [] : ['certificates are asked for, and none is pinned']),
    ...unmet(deployment, [
      {
        type: 'Microsoft.Web/sites',
        is: {
          'properties.clientCertMode': mode,
          'properties.clientCertExclusionPaths': undefined,
          'properties.siteConfig.http20Enabled': false,
        },
      },
    ]),
  ];
}

function easyAuthFaults(deployment: Deployment, { routePrefix }: ProjectFacts): string[] {
  const isWanted = deployment.parameters['easyAuth'] === true;
  const isBelieved = appSettings(deployment).get('EasyAuthPrincipalForwarded') === 'true';
  if (isBelieved !== isWanted)
    return ['the code believes Easy Auth where it is off, or not where it is on'];
  const type = 'Microsoft.Web/sites/config';
  const is = {
    'properties.platform.enabled': isWanted,
    'properties.login.tokenStore.enabled': false,
  };
  if (!isWanted) return unmet(deployment, [{ type, is }]);
  const policy = 'properties.identityProviders.azureActiveDirectory.validation';
  const clients = valueAt(
    theResource(deployment, type),
    `${policy}.defaultAuthorizationPolicy.allowedApplications`,
  );
  return [
    ...unmet(deployment, [
      {
        type,
        is: {
          ...is,
          'properties.globalValidation.requireAuthentication': true,
          'properties.globalValidation.unauthenticatedClientAction': 'Return401',
          'properties.globalValidation.excludedPaths': [`/${routePrefix}/health`],
        },
      },
    ]),
    ...(Array.isArray(clients) && clients.length > 0
      ? []
      : ['Easy Auth lets in every application of the tenant: allowedApplications is empty']),
  ];
}

/** Whoever names Front Door's addresses without an id admits everybody's Front Door. */
function frontDoorFaults(deployment: Deployment): string[] {
  const id = deployment.parameters['frontDoorId'];
  const site = theResource(deployment, 'Microsoft.Web/sites');
  const rules = valueAt(site, 'properties.siteConfig.ipSecurityRestrictions');
  const headers = (Array.isArray(rules) ? rules : []).map((rule) =>
    valueAt(rule, 'headers.x-azure-fdid'),
  );
  const action = valueAt(site, 'properties.siteConfig.ipSecurityRestrictionsDefaultAction');
  const scm = valueAt(site, 'properties.siteConfig.scmIpSecurityRestrictionsDefaultAction');
  const isRight = id
    ? action === 'Deny' && headers.length === 1 && String(headers[0]) === id
    : action === 'Allow' && headers.length === 0;
  return [
    ...(isRight ? [] : ['who may call is not everybody, nor the one Front Door']),
    ...(scm === 'Allow' ? [] : ['nobody can deploy: the deployment site denies']),
  ];
}
