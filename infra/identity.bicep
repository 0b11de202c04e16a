@description('Name of the identity.')
@minLength(5)
@maxLength(128)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Who the app is, for role assignments.')
output principalId string = identity.properties.principalId

@description('Who the app is, for its own settings.')
output clientId string = identity.properties.clientId
