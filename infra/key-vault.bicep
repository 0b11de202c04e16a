@description('Name of the vault. A deleted vault keeps its name for the retention time.')
@minLength(5)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Lets nobody in but through a private endpoint.')
param isPrivate bool

@description('Days for which a deleted vault or secret can be brought back. It cannot be changed later.')
@minValue(7)
@maxValue(90)
param retentionDays int

@description('Brings back the vault of this name that was deleted within the retention time.')
param recover bool

@description('Resource id of the app\'s identity, for names of role assignments.')
param identityId string

@description('Object id of the app\'s identity, which reads secrets.')
param principalId string

@description('Object id of who deploys, and so writes secrets.')
param deployerId string

@description('What the deployer is: a person, or the identity of a pipeline.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string

@description('Resource id of the workspace that the audit log goes to.')
param workspaceId string

var roles = loadJsonContent('roles.json')

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    createMode: recover ? 'recover' : 'default'
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: retentionDays
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'None' }
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identityId, roles.keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource write 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, deployerId, roles.keyVaultSecretsOfficer)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}
