// What a team begins with: passwords, API keys and fixed tokens, which the vault holds.
using '../main.bicep'

param environmentName = 'basic'
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
    authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'B2C_1A_RestApiKey' }
  }
  { profile: 'REST-Three', authentication: { type: 'BearerToken', token: 'B2C_1A_RestToken' } }
]
param vaultPrefix = 'club-'
param alertEmail = 'operators@example.org'
