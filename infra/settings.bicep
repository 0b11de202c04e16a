@export()
@description('How a RESTful technical profile proves who calls. Names are StorageReferenceIds of policy keys.')
type authentication = {
  type: string
  username: string?
  password: string?
  key: string?
  token: string?
  certificate: string?
  *: string
}

@export()
@description('A line of shared/generated/routes.json: what the policy calls, and how.')
type profile = {
  profile: string
  authentication: authentication
  *: string
}

@export()
@description('Settings with the secrets of policy keys that these profiles compare; each once.')
func policyKeySettings(profiles profile[]) string[] =>
  union(
    flatten(map(
      profiles,
      one =>
        filter(
          [
            one.authentication.?username ?? ''
            one.authentication.?password ?? ''
            one.authentication.?key ?? ''
            one.authentication.?token ?? ''
          ],
          name => !empty(name)
        )
    )),
    []
  )

@export()
@description('StorageReferenceIds of the client certificates that these profiles ask for; each once.')
func certificateKeys(profiles profile[]) string[] =>
  union(
    map(
      filter(profiles, one => one.authentication.type == 'ClientCertificate'),
      one => one.authentication.?certificate ?? ''
    ),
    []
  )

@export()
@description('The members of a comma-separated list, as azd can hand it over.')
func members(list string) string[] => filter(map(split(list, ','), member => trim(member)), member => !empty(member))

@export()
@description('Name=value, parted by |: what azd cannot hand over as an object.')
func namedValues(list string) { *: string } =>
  toObject(
    filter(map(split(list, '|'), one => trim(one)), one => contains(one, '=')),
    one => substring(one, 0, indexOf(one, '=')),
    one => substring(one, indexOf(one, '=') + 1)
  )

@export()
@description('Whether a setting is called as secrets are, whose place is the vault.')
func isSecret(setting string) bool =>
  !empty(filter(['password', 'secret', 'token', 'key', 'connectionstring'], word => endsWith(toLower(setting), word)))

@export()
@description('The name of a setting in Key Vault, which allows no underscore, as compiler/key-vault-name.ts has it.')
func vaultName(prefix string, setting string) string =>
  '${prefix}${replace(replace(replace(replace(setting, '-', '-q0'), '_q', '-q1q'), '_Q', '-q1Q'), '_', '-')}'

@export()
@description('A setting that is read from the vault; without a version, so that a new one is picked up.')
func vaultReference(vault string, prefix string, setting string) { name: string, value: string } => {
  name: setting
  value: '@Microsoft.KeyVault(SecretUri=https://${vault}${environment().suffixes.keyvaultDns}/secrets/${vaultName(prefix, setting)})'
}
