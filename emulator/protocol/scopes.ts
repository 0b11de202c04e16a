const protocolScopes = new Set(['openid', 'offline_access', 'profile', 'email']);

/** The scopes that ask for an access token: permissions of a resource, or the application itself. */
export function resourceScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !protocolScopes.has(scope.toLowerCase()));
}

/** `https://contoso.onmicrosoft.com/tasks/read` is the permission `read` of `…/tasks`. */
function split(scope: string): { resource: string; permission: string } {
  const slash = scope.lastIndexOf('/');
  if (slash < 0) return { resource: scope, permission: '' };
  return { resource: scope.slice(0, slash), permission: scope.slice(slash + 1) };
}

/** The resources that scopes name; B2C allows one. */
export function resourcesOf(scopes: readonly string[]): string[] {
  return [...new Set(resourceScopes(scopes).map((scope) => split(scope).resource))];
}

/**
 * Whom an access token is for: the application itself where its id is the scope, else the resource.
 * B2C has the resource's application id there, which only its registration knows: here it is the last
 * part of the resource's URI.
 */
export function audienceOf(scopes: readonly string[], clientId: string): string {
  const [resource] = resourcesOf(scopes);
  if (resource === undefined || resource === clientId) return clientId;
  return resource.split('/').findLast((part) => part !== '') ?? resource;
}

/** The permissions without their resource: `scp`. */
export function permissionsOf(scopes: readonly string[]): string[] {
  return resourceScopes(scopes)
    .map((scope) => split(scope).permission)
    .filter((permission) => permission !== '' && permission !== '.default');
}
