// All that a bank asks for: private endpoints, zones, some callers with certificates.
using '../main.bicep'

param environmentName = 'network'
param location = 'westeurope'
param profiles = [
  {
    profile: 'REST-One'
    authentication: {
      type: 'Basic'
      username: 'B2C_1A_RestUsername'
      password: 'B2C_1A_RestPassword'
    }
  }
  {
    profile: 'REST-Two'
    authentication: { type: 'ClientCertificate', certificate: 'B2C_1A_RestClientCertificate' }
  }
  { profile: 'REST-Three', authentication: { type: 'BearerClaim', claim: 'bearerToken' } }
]
param clientCertificateMode = 'Optional'
param certificateNames = 'CN=b2c, O=Club > CN=Club CA'
param certificateAuthorities = 'bm90IGEgY2VydGlmaWNhdGU='
param bearerTenantId = '33333333-3333-4333-8333-333333333333'
param bearerAudiences = 'api://club'
param bearerClientIds = '55555555-5555-4555-8555-555555555555'
param privateNetwork = true
param zoneRedundant = true
param alwaysReadyInstances = 2
param maximumInstanceCount = 400
param instanceMemoryMB = 4096
param httpConcurrency = 100
param updateStrategy = 'RollingUpdate'
param logRetentionDays = 90
