// Tokens alone, with Easy Auth as a second lock, and Front Door before it.
using '../main.bicep'

param environmentName = 'bearer'
param location = 'westeurope'
param principalType = 'ServicePrincipal'
param profiles = [
  { profile: 'REST-One', authentication: { type: 'BearerClaim', claim: 'bearerToken' } }
]
param bearerTenantId = '33333333-3333-4333-8333-333333333333'
param bearerAudiences = '44444444-4444-4444-8444-444444444444,api://club'
param bearerClientIds = '55555555-5555-4555-8555-555555555555'
param bearerRole = 'Policies.Call'
param easyAuth = true
param frontDoorId = '66666666-6666-4666-8666-666666666666'
