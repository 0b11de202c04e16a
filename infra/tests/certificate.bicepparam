// A certificate of every caller, so that nothing but B2C, and no availability test, gets through.
using '../main.bicep'

param environmentName = 'certificate'
param location = 'westeurope'
param profiles = [
  {
    profile: 'REST-One'
    authentication: { type: 'ClientCertificate', certificate: 'B2C_1A_RestClientCertificate' }
  }
]
param clientCertificateMode = 'Required'
param certificateThumbprints = '0123456789ABCDEF0123456789ABCDEF01234567'
param instanceMemoryMB = 512
