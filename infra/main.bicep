targetScope = 'subscription'

import { certificateKeys, isSecret, members, namedValues, policyKeySettings, profile } from 'settings.bicep'

@description('Name of the azd environment: dev, test, production. Names of resources follow from it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Azure region; it must have Flex Consumption.')
@minLength(3)
@maxLength(40)
param location string

@description('What deploys: User for a person, ServicePrincipal for a pipeline. It may write secrets.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances that run at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that are always warm, and always paid. A cold start sits inside a sign-in.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int = 1

@description('Calls that one instance handles at a time; more of them start another instance.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 32

@description('Milliseconds that a call may take. B2C gives up after ten seconds.')
@minValue(100)
@maxValue(8000)
param callDeadlineMs int = 3000

@description('How a new version takes over: Recreate drops calls in flight, RollingUpdate is a preview of Azure.')
@allowed(['Recreate', 'RollingUpdate'])
param updateStrategy string = 'Recreate'

@description('RESTful technical profiles that the policies have, as countersign generate writes them.')
@minLength(1)
param profiles profile[] = loadJsonContent('../shared/generated/routes.json')

@description('Settings beside the policy keys whose values are in the vault.')
param vaultSettings string[] = loadJsonContent('app-settings.json').secrets

@description('Further settings that are no secrets.')
param settings { *: string } = loadJsonContent('app-settings.json').values

@description('Settings of this environment alone, as Name=value, parted by |. docs/scenarios/ explains them.')
@maxLength(20000)
param furtherSettings string = ''

@description('Settings of this environment whose values somebody puts into the vault, parted by commas.')
@maxLength(2000)
param suppliedSettings string = ''

@description('What names in the vault begin with: the B2C tenant, where several share a vault.')
@maxLength(30)
param vaultPrefix string = ''

@description('Days for which a deleted vault or secret can be brought back. It cannot be changed later.')
@minValue(7)
@maxValue(90)
param vaultRetentionDays int = 90

@description('Brings back the vault that azd down deleted.')
param recoverVault bool = false

@description('Whether the front end asks callers for a certificate: Required only where every profile sends one.')
@allowed(['None', 'Optional', 'Required'])
param clientCertificateMode string = 'None'

@description('SHA-1 thumbprints of client certificates that may call, parted by commas.')
@maxLength(1000)
param certificateThumbprints string = ''

@description('Names of client certificates that may call: subject > issuer, parted by semicolons.')
@maxLength(2000)
param certificateNames string = ''

@description('Certificates of authorities that must have issued them, base64 of DER, parted by commas.')
@maxLength(20000)
param certificateAuthorities string = ''

@description('Tenant that issues B2C\'s tokens, usually the B2C tenant itself; empty where no profile sends tokens.')
@maxLength(36)
param bearerTenantId string = ''

@description('What tokens are issued for: the API\'s client id first, then its URI; parted by commas.')
@maxLength(500)
param bearerAudiences string = ''

@description('Client ids of the callers, parted by commas.')
@maxLength(500)
param bearerClientIds string = ''

@description('App role that tokens must have; empty for none.')
@maxLength(120)
param bearerRole string = ''

@description('Easy Auth as a second lock. It refuses Basic and API keys: only where every profile sends tokens.')
param easyAuth bool = false

@description('Virtual network with private endpoints for storage and vault.')
param privateNetwork bool = false

@description('Spreads instances and storage over zones; needs two always-ready instances.')
param zoneRedundant bool = false

@description('Id of the only Front Door that may call; empty for everybody, as B2C has no addresses of its own.')
@maxLength(36)
param frontDoorId string = ''

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of logs a day after which no more are taken.')
@minValue(1)
@maxValue(1000)
param dailyLogCapGb int = 5

@description('Days for which overwritten packages can be brought back.')
@minValue(1)
@maxValue(365)
param packageRetentionDays int = 30

@description('Who gets mail from alerts; empty for nobody.')
@maxLength(254)
param alertEmail string = ''

@description('Failed calls of a hundred that raise an alert.')
@minValue(1)
@maxValue(100)
param alertServerErrorPercent int = 2

@description('Milliseconds that one call of twenty may take before an alert.')
@minValue(500)
@maxValue(10000)
param alertSlowMs int = 3000

@description('Refused callers in fifteen minutes that raise an alert.')
@minValue(1)
@maxValue(100000)
param alertRefusedCallers int = 50

var names = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var packageContainer = 'packages'
var healthPath = '/api/health'

var groupName = '${names.resourceGroup}${environmentName}'
var identityName = '${names.identity}${token}'
var storageName = '${names.storage}${token}'
var vaultName = '${names.keyVault}${token}'
var workspaceName = '${names.workspace}${token}'
var componentName = '${names.component}${token}'
var networkName = '${names.virtualNetwork}${token}'
var appName = '${names.functionApp}${token}'

// What azd's environment cannot hold together is refused before anything is made.
var sendsTokens = !empty(filter(profiles, one => one.authentication.type == 'BearerClaim'))
var bearerGiven = !empty(bearerTenantId)
var bearerWhole = !empty(bearerAudiences) && !empty(bearerClientIds)
var allSendTokens = empty(filter(profiles, one => one.authentication.type != 'BearerClaim'))
var asksCertificates = clientCertificateMode != 'None'
var pinsCertificates = !empty(certificateThumbprints) || (!empty(certificateNames) && !empty(certificateAuthorities))
var openSecrets = filter(map(items(namedValues(furtherSettings)), one => one.key), name => isSecret(name))
var faults = filter(
  [
    bearerGiven && !bearerWhole ? 'bearerTenantId needs bearerAudiences and bearerClientIds.' : ''
    easyAuth && !(bearerGiven && allSendTokens)
      ? 'easyAuth needs bearerTenantId, and refuses every profile that sends no token.'
      : ''
    asksCertificates && !pinsCertificates
      ? 'clientCertificateMode needs certificateThumbprints, or certificateNames and certificateAuthorities.'
      : ''
    asksCertificates && !empty(frontDoorId)
      ? 'Front Door ends TLS and forwards no certificate: clientCertificateMode must be None.'
      : ''
    zoneRedundant && alwaysReadyInstances < 2 ? 'zoneRedundant needs two alwaysReadyInstances.' : ''
    !empty(openSecrets)
      ? 'furtherSettings must hold no secret: name ${join(openSecrets, ', ')} in suppliedSettings, and put the value into the vault.'
      : ''
  ],
  text => !empty(text)
)

var loginUrl = environment().authentication.loginEndpoint
var bearerSettings = bearerGiven && sendsTokens
  ? union(
      {
        Bearer__Issuer: '${loginUrl}${bearerTenantId}/v2.0,https://sts.windows.net/${bearerTenantId}/'
        Bearer__Audience: bearerAudiences
        Bearer__AllowedClients: bearerClientIds
      },
      empty(bearerRole) ? {} : { Bearer__RequiredRole: bearerRole },
      easyAuth ? { EasyAuthPrincipalForwarded: 'true' } : {}
    )
  : {}
var pinned = filter(
  [
    { what: 'Thumbprints', value: certificateThumbprints }
    { what: 'Names', value: certificateNames }
    { what: 'Authorities', value: certificateAuthorities }
  ],
  pin => !empty(pin.value)
)
var certificateSettings = asksCertificates
  ? union(
      { ClientCertificateForwarded: 'true' },
      toObject(
        flatten(map(
          certificateKeys(profiles),
          key => map(pinned, pin => { name: '${key}__${pin.what}', value: pin.value })
        )),
        one => one.name,
        one => one.value
      )
    )
  : {}
var inVault = union(policyKeySettings(profiles), vaultSettings)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: empty(faults) ? groupName : fail(join(faults, ' '))
  location: location
  tags: tags
}

var identityId = resourceId(
  subscription().subscriptionId,
  groupName,
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  identityName
)
var storageId = resourceId(subscription().subscriptionId, groupName, 'Microsoft.Storage/storageAccounts', storageName)
var vaultId = resourceId(subscription().subscriptionId, groupName, 'Microsoft.KeyVault/vaults', vaultName)
var subnetId = resourceId(
  subscription().subscriptionId,
  groupName,
  'Microsoft.Network/virtualNetworks/subnets',
  networkName,
  'app'
)
var workspaceId = resourceId(
  subscription().subscriptionId,
  groupName,
  'Microsoft.OperationalInsights/workspaces',
  workspaceName
)

module identity 'identity.bicep' = {
  scope: group
  params: { name: identityName, location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: workspaceName
    componentName: componentName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: dailyLogCapGb
    identityId: identityId
    principalId: identity.outputs.principalId
  }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    name: storageName
    location: location
    tags: tags
    packageContainer: packageContainer
    zoneRedundant: zoneRedundant
    isPrivate: privateNetwork
    retentionDays: packageRetentionDays
    identityId: identityId
    principalId: identity.outputs.principalId
    workspaceId: workspaceId
  }
  dependsOn: [monitoring]
}

module vault 'key-vault.bicep' = {
  scope: group
  params: {
    name: vaultName
    location: location
    tags: tags
    isPrivate: privateNetwork
    retentionDays: vaultRetentionDays
    recover: recoverVault
    identityId: identityId
    principalId: identity.outputs.principalId
    deployerId: deployer().objectId
    deployerType: principalType
    workspaceId: workspaceId
  }
  dependsOn: [monitoring]
}

module network 'network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: networkName
    natGatewayName: '${names.natGateway}${token}'
    publicIpAddressName: '${names.publicIpAddress}${token}'
    endpointPrefix: '${names.privateEndpoint}${token}'
    location: location
    tags: tags
    storageId: storageId
    vaultId: vaultId
  }
  dependsOn: [storage, vault]
}

module app 'function-app.bicep' = {
  scope: group
  params: {
    planName: '${names.plan}${token}'
    name: appName
    location: location
    tags: tags
    nodeVersion: '22'
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    httpConcurrency: httpConcurrency
    zoneRedundant: zoneRedundant
    updateStrategy: updateStrategy
    subnetId: privateNetwork ? subnetId : ''
    frontDoorId: frontDoorId
    identityName: identityName
    clientId: identity.outputs.clientId
    storageName: storageName
    packageContainer: packageContainer
    componentName: componentName
    workspaceId: workspaceId
    vaultName: vaultName
    vaultPrefix: vaultPrefix
    vaultSettings: inVault
    suppliedSettings: members(suppliedSettings)
    settings: union(
      settings,
      namedValues(furtherSettings),
      { CallDeadlineMs: string(callDeadlineMs) },
      bearerSettings,
      certificateSettings
    )
    clientCertificateMode: clientCertificateMode
    easyAuth: easyAuth
      ? {
          issuer: '${loginUrl}${bearerTenantId}/v2.0'
          audiences: members(bearerAudiences)
          clientIds: members(bearerClientIds)
        }
      : null
    healthPath: healthPath
  }
  // Roles first: an app that starts without them cannot read its package or its secrets.
  dependsOn: [storage, vault, monitoring, network]
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    actionGroupName: '${names.actionGroup}${token}'
    alertPrefix: '${names.alert}${token}'
    testName: '${names.availabilityTest}${token}'
    componentName: componentName
    location: location
    tags: tags
    email: alertEmail
    // The test has no certificate to show, and does not come through Front Door.
    hasTest: clientCertificateMode != 'Required' && empty(frontDoorId)
    healthUrl: '${app.outputs.uri}${healthPath}'
    serverErrorPercent: alertServerErrorPercent
    slowMs: alertSlowMs
    refusedCallers: alertRefusedCallers
  }
  dependsOn: [monitoring]
}

module workbook 'workbook.bicep' = {
  scope: group
  params: { componentName: componentName, location: location, tags: tags }
  dependsOn: [monitoring]
}

@description('Region of all resources.')
output AZURE_LOCATION string = location

@description('Tenant of the subscription; the B2C tenant is another one.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Resource group of all resources.')
output AZURE_RESOURCE_GROUP string = groupName

@description('Name of the function app.')
output AZURE_FUNCTION_NAME string = appName

@description('What ServiceUrls of the policies begin with: ApiUrl of policies/appsettings.json is this and /api.')
output SERVICE_API_URI string = app.outputs.uri

@description('Name of the vault.')
output AZURE_KEY_VAULT_NAME string = vaultName

@description('Where the vault is, in whatever cloud.')
output AZURE_KEY_VAULT_ENDPOINT string = 'https://${vaultName}${environment().suffixes.keyvaultDns}/'

@description('Where countersign keys rotate asks which secrets calls still use.')
output AZURE_LOG_ANALYTICS_WORKSPACE_ID string = monitoring.outputs.workspaceCustomerId

@description('What names in the vault begin with.')
output VAULT_PREFIX string = vaultPrefix

@description('Settings whose values must be in the vault.')
output VAULT_SETTINGS string[] = inVault

@description('Profiles that answer 503 as deployed: their callers send a token or a certificate that no parameter describes.')
output PROFILES_NOT_SERVED string[] = map(
  filter(
    profiles,
    one =>
      (one.authentication.type == 'BearerClaim' && !bearerGiven) || (one.authentication.type == 'ClientCertificate' && !asksCertificates)
  ),
  one => one.profile
)
