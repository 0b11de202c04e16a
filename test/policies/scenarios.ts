import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import type { RestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of our policies. */
export const policyFolder = join(root, 'policies');

/** Our policies as they are in an environment of appsettings.json. */
export const read = (environment: string) =>
  readRestfulProfiles({ folders: [policyFolder], environment });

/**
 * What each scenario is there to show. A scenario may be deleted with its folder and profiles: then its
 * row is passed over.
 */
const shown = [
  {
    scenario: 'sign-up',
    profile: 'REST-ValidateSignUp',
    sends: 'Body',
    authenticates: 'Basic',
    types: ['string', 'date', 'phoneNumber'],
  },
  {
    scenario: 'email-domain',
    profile: 'REST-CheckEmailDomain',
    sends: 'QueryString',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'boolean'],
  },
  {
    scenario: 'membership',
    profile: 'REST-ValidateMemberNumber',
    sends: 'Body',
    authenticates: 'Basic',
    types: ['string', 'date'],
  },
  {
    scenario: 'invitation',
    profile: 'REST-RedeemInvitation',
    sends: 'Form',
    authenticates: 'Basic',
    types: ['string', 'dateTime'],
  },
  {
    scenario: 'membership',
    profile: 'REST-EnrichMembership',
    sends: 'Body',
    authenticates: 'BearerClaim',
    types: [
      'string',
      'boolean',
      'date',
      'dateTime',
      'duration',
      'int',
      'long',
      'stringCollection',
      'phoneNumber',
      'userIdentity',
      'userIdentityCollection',
      'alternativeSecurityIdCollection',
    ],
  },
  {
    scenario: 'roles',
    profile: 'REST-GetMemberRoles',
    sends: 'Url',
    authenticates: 'BearerClaim',
    types: ['string', 'stringCollection'],
  },
  {
    scenario: 'preferences',
    profile: 'REST-GetPreferences',
    sends: 'Header',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'phoneNumber', 'int', 'long'],
  },
  {
    scenario: 'preferences',
    profile: 'REST-SavePreferences',
    sends: 'Body',
    authenticates: 'ApiKeyHeader',
    types: ['string', 'phoneNumber', 'int', 'stringCollection', 'long'],
  },
  {
    scenario: 'sign-in-record',
    profile: 'REST-RecordSignIn',
    sends: 'Body',
    authenticates: 'ClientCertificate',
    types: [
      'string',
      'dateTime',
      'duration',
      'boolean',
      'userIdentity',
      'userIdentityCollection',
      'alternativeSecurityIdCollection',
      'int',
    ],
  },
  {
    scenario: 'password-reset',
    profile: 'REST-CheckPasswordReset',
    sends: 'Form',
    authenticates: 'Basic',
    types: ['string', 'int'],
  },
  {
    scenario: 'password-reset',
    profile: 'REST-RecordPasswordReset',
    sends: 'Body',
    authenticates: 'BearerToken',
    types: ['string', 'dateTime'],
  },
] as const;

/** The rows of the scenarios that are there. */
export const present = shown.filter(({ scenario }) =>
  existsSync(join(root, 'functions', scenario)),
);

/** All relying parties in production. */
export const { relyingParties } = read('Production');

/** The RESTful technical profiles of all relying parties, by id. */
export const profiles = new Map(
  relyingParties
    .flatMap((party) => party.profiles.values())
    .map((profile) => [profile.id, profile]),
);

/** The DataTypes of all claims that a profile sends and reads. */
export function typesOf({
  inputClaims,
  outputClaims,
}: RestfulTechnicalProfile): (string | undefined)[] {
  return [...inputClaims, ...outputClaims].map(({ claimType }) => claimType.dataType);
}

/** Why what all scenarios show together is not judged; undefined where every one is there. */
export function incomplete(): string | undefined {
  const gone = shown.filter((row) => !present.includes(row)).map(({ scenario }) => scenario);
  return gone.length > 0 ? `without the scenario ${[...new Set(gone)].join(', ')}` : undefined;
}
