import type { Resource } from '../../bicep/bicep.ts';
import type { Concern } from '../concern.ts';
import { type Deployment, resourcesOf, valueAt } from '../deployment.ts';

/** Role definitions of Azure by their ids. @see facts infra 4 */
const roles = new Map([
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner'],
  ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'Storage Table Data Contributor'],
  ['3913510d-42f4-4e42-8a64-420c390055eb', 'Monitoring Metrics Publisher'],
  ['4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User'],
  ['b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'Key Vault Secrets Officer'],
]);

const wanted = [
  'app: Storage Blob Data Owner on storageAccounts',
  'app: Storage Table Data Contributor on storageAccounts',
  'app: Monitoring Metrics Publisher on components',
  'app: Key Vault Secrets User on vaults',
  'deployer: Key Vault Secrets Officer on vaults',
];

/** The app may do what it must and nothing else; only who deploys may write secrets. */
export const rolesConcern: Concern = {
  name: 'roles',
  check(deployment) {
    const assignments = resourcesOf(deployment, 'Microsoft.Authorization/roleAssignments');
    const given = assignments.map((assignment) => describe(assignment, deployment));
    return [
      ...wanted.filter((one) => !given.includes(one)).map((one) => `nobody gives ${one}`),
      ...given.filter((one) => !wanted.includes(one)).map((one) => `too much is given, ${one}`),
      ...assignments.flatMap(formFaults),
    ];
  },
};

function describe(assignment: Resource, deployment: Deployment): string {
  const id = String(valueAt(assignment, 'properties.roleDefinitionId')).split('/').at(-1) ?? '';
  return `${holder(assignment, deployment)}: ${roles.get(id) ?? id} on ${scopeOf(assignment)}`;
}

/** Who the role is given to: an expression, as only Azure knows its id. */
function holder(assignment: Resource, deployment: Deployment): string {
  const principal = String(valueAt(assignment, 'properties.principalId'));
  if (principal === '[deployer().objectId]') return 'deployer';
  const identities = resourcesOf(deployment, 'Microsoft.ManagedIdentity/userAssignedIdentities');
  const isApp = identities.some(({ id }) => principal.includes(`'${id}'`));
  return isApp ? 'app' : principal;
}

/** The type of the resource that the role counts on, whether its id is known or an expression. */
function scopeOf({ id }: Resource): string {
  const scope =
    /^\[extensionResourceId\('([^']+)'/.exec(id)?.[1] ??
    id.split('/providers/Microsoft.Authorization/')[0];
  return scope?.split('/').at(-2) ?? 'nothing';
}

function formFaults(assignment: Resource): string[] {
  const type = valueAt(assignment, 'properties.principalType');
  return [
    ...(type === undefined ? [`${assignment.id} has no principalType: it may come too early`] : []),
    ...(/newGuid|reference\(|utcNow/.test(assignment.name)
      ? [`${assignment.name} is another name at each deployment`]
      : []),
  ];
}
