// Every option that brings settings, with the profiles of policies/: what the code reads has to be there.
using '../main.bicep'

param environmentName = 'complete'
param location = 'westeurope'
param clientCertificateMode = 'Optional'
param certificateThumbprints = '0123456789ABCDEF0123456789ABCDEF01234567'
param certificateNames = 'CN=b2c, O=Club > CN=Club CA'
param certificateAuthorities = 'bm90IGEgY2VydGlmaWNhdGU='
param bearerTenantId = '33333333-3333-4333-8333-333333333333'
param bearerAudiences = '44444444-4444-4444-8444-444444444444'
param bearerClientIds = '55555555-5555-4555-8555-555555555555'
param bearerRole = 'Policies.Call'
