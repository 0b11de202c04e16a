import { vaultReference } from 'settings.bicep'

@description('Name of the plan, which belongs to this app alone.')
@minLength(5)
@maxLength(60)
param planName string

@description('Name of the app, and of its host: <name>.azurewebsites.net.')
@minLength(5)
@maxLength(60)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource; azd finds the app by azd-service-name, which is added here.')
param tags { *: string }

@description('Version of Node, as a string.')
param nodeVersion string

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Most instances.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that are always warm; 0 for none.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int

@description('Calls that one instance handles at a time; more of them start another instance.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('Spreads instances over zones.')
param zoneRedundant bool

@description('How a new version takes over: Recreate drops calls in flight, RollingUpdate is a preview of Azure.')
@allowed(['Recreate', 'RollingUpdate'])
param updateStrategy string

@description('Subnet that the app joins; empty for none.')
param subnetId string

@description('Id of the only Front Door that may call; empty for everybody.')
param frontDoorId string

@description('Name of the identity that the app has.')
@minLength(5)
param identityName string

@description('Client id of that identity.')
param clientId string

@description('Name of the storage account.')
@minLength(5)
param storageName string

@description('Container that holds the deployed package.')
@minLength(3)
param packageContainer string

@description('Name of the Application Insights component.')
@minLength(5)
param componentName string

@description('Resource id of the workspace that the app\'s logs go to.')
param workspaceId string

@description('Name of the vault that holds the secrets.')
@minLength(5)
param vaultName string

@description('What names in the vault begin with.')
@maxLength(30)
param vaultPrefix string

@description('Settings whose values are in the vault, each with the one that follows it in a rotation.')
param vaultSettings string[]

@description('Settings whose values somebody puts into the vault.')
param suppliedSettings string[]

@description('Other settings of the app.')
param settings { *: string }

@description('Whether the front end asks callers for a client certificate.')
@allowed(['None', 'Optional', 'Required'])
param clientCertificateMode string

@description('Whose tokens Easy Auth lets in, as a second lock; null switches it off.')
param easyAuth { issuer: string, audiences: string[], clientIds: string[] }?

@description('Path that is answered without a token, for probes.')
param healthPath string

var hasCertificates = clientCertificateMode != 'None'
var platformSettings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__clientId: clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  Storage__clientId: clientId
  Storage__tableServiceUri: storage.properties.primaryEndpoints.table
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    clientCertEnabled: hasCertificates
    clientCertMode: clientCertificateMode == 'Required' ? 'Required' : 'Optional'
    keyVaultReferenceIdentity: identity.id
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: empty(subnetId) ? null : { allTraffic: true }
    functionAppConfig: {
      runtime: { name: 'node', version: nodeVersion }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
      // The published types lack it, as it is a preview.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: updateStrategy }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      remoteDebuggingEnabled: false
      // A front end that asks for certificates over HTTP/2 does not get them.
      http20Enabled: !hasCertificates
      ipSecurityRestrictionsDefaultAction: empty(frontDoorId) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(frontDoorId)
        ? []
        : [
            {
              name: 'front-door'
              priority: 100
              action: 'Allow'
              tag: 'ServiceTag'
              ipAddress: 'AzureFrontDoor.Backend'
              headers: { 'x-azure-fdid': [frontDoorId] }
            }
          ]
      // A deployment comes over this site.
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      appSettings: concat(
        map(items(platformSettings), one => { name: one.key, value: one.value }),
        map(vaultSettings, setting => vaultReference(vaultName, vaultPrefix, setting)),
        map(suppliedSettings, setting => vaultReference(vaultName, vaultPrefix, setting)),
        // The next value, for a rotation. It is always there: what cannot be resolved would close the app.
        map(vaultSettings, setting => vaultReference(vaultName, vaultPrefix, '${setting}__Next')),
        map(items(settings), one => { name: one.key, value: one.value })
      )
    }
  }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource secondLock 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: easyAuth != null }
    httpSettings: { requireHttps: true }
    login: { tokenStore: { enabled: false } }
    globalValidation: easyAuth == null
      ? { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      : {
          requireAuthentication: true
          unauthenticatedClientAction: 'Return401'
          excludedPaths: [healthPath]
        }
    identityProviders: easyAuth == null
      ? {}
      : {
          azureActiveDirectory: {
            enabled: true
            registration: {
              clientId: easyAuth!.audiences[0]
              openIdIssuer: easyAuth!.issuer
            }
            validation: {
              allowedAudiences: easyAuth!.audiences
              defaultAuthorizationPolicy: { allowedApplications: easyAuth!.clientIds }
            }
          }
        }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}

@description('Where the functions are, without a slash at the end.')
output uri string = 'https://${app.properties.defaultHostName}'
