@description('Name of the Log Analytics workspace.')
@minLength(5)
@maxLength(63)
param workspaceName string

@description('Name of the Application Insights component.')
@minLength(5)
@maxLength(255)
param componentName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes a day after which the workspace takes no more.')
@minValue(1)
@maxValue(1000)
param dailyCapGb int

@description('Resource id of the app\'s identity, for names of role assignments.')
param identityId string

@description('Object id of the app\'s identity, which sends telemetry.')
param principalId string

var roles = loadJsonContent('roles.json')

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    DisableIpMasking: false
  }
}

// Without this role telemetry vanishes silently: the component takes no key.
resource publish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, identityId, roles.monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

@description('Id by which the workspace is queried.')
output workspaceCustomerId string = workspace.properties.customerId
