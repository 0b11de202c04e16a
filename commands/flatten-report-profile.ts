import { preconditionWords } from '../compiler/flatten-words.ts';
import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  PersistedClaim,
  ValidationTechnicalProfile,
} from '../compiler/model.ts';
import type { DisplayClaim } from '../compiler/model-content.ts';
import { partnerClaimTypeOf } from '../compiler/partner-claim-type.ts';
import type { Position } from '../compiler/source.ts';
import type { Row, Section } from './flatten-rows.ts';

/** All that a technical profile consists of, in the order of the schema; empty lists have no section. */
export function profileSections(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): Section[] {
  const claims = (list: readonly AnyClaim[]) =>
    list.map((claim) => claimRow(policy, profile, claim));
  const sections: Section[] = [
    { heading: '', rows: head(profile) },
    { heading: 'Metadata', rows: profile.metadata.map(metadataRow) },
    { heading: 'CryptographicKeys', rows: profile.cryptographicKeys.map(keyRow) },
    {
      heading: 'InputClaimsTransformations',
      rows: profile.inputClaimsTransformations.map(referenceRow),
    },
    { heading: 'InputClaims', rows: claims(profile.inputClaims) },
    { heading: 'DisplayClaims', rows: profile.displayClaims.map(displayRow) },
    { heading: 'PersistedClaims', rows: claims(profile.persistedClaims) },
    { heading: 'OutputClaims', rows: claims(profile.outputClaims) },
    {
      heading: 'OutputClaimsTransformations',
      rows: profile.outputClaimsTransformations.map(referenceRow),
    },
    {
      heading: 'ValidationTechnicalProfiles',
      rows: profile.validationTechnicalProfiles.flatMap(validationRows),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

type AnyClaim = PersistedClaim & { readonly required?: boolean };

function head(profile: EffectiveTechnicalProfile): Row[] {
  const { protocol, includes, subjectNamingInfo, enabledForUserJourneys } = profile;
  const session = profile.useTechnicalProfileForSessionManagement;
  const formats = [profile.inputTokenFormat, profile.outputTokenFormat];
  return [
    row('displayName', profile.displayName),
    row('protocol', protocol?.name, protocol?.position),
    row('handler', protocol?.handler, protocol?.position),
    row('inputTokenFormat', formats[0]),
    row('outputTokenFormat', formats[1]),
    row('includes', includes.length > 0 ? includes.join(' → ') : undefined),
    row('subject', subjectNamingInfo?.claimType, subjectNamingInfo?.position),
    row('session', session?.referenceId, session?.position),
    row('enabledForUserJourneys', enabledForUserJourneys),
  ].filter((each) => each !== undefined);
}

function row(name: string, value: string | undefined, origin?: Position): Row | undefined {
  if (value === undefined) return undefined;
  return origin ? { name, value, origin } : { name, value };
}

function metadataRow({
  key,
  value,
  position,
}: {
  key: string;
  value: string;
  position: Position;
}): Row {
  return { name: key, value, origin: position };
}

function keyRow({
  id,
  storageReferenceId,
  position,
}: {
  id: string;
  storageReferenceId: string;
  position: Position;
}): Row {
  return { name: id, value: storageReferenceId, origin: position };
}

function referenceRow({ referenceId, position }: { referenceId: string; position: Position }): Row {
  return { name: referenceId, origin: position };
}

function claimRow(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
  claim: AnyClaim,
): Row {
  const claimType = policy.claimTypes.get(claim.claimTypeReferenceId);
  const partner = partnerClaimTypeOf(policy, profile, claim);
  const always = claim.alwaysUseDefaultValue ? 'always' : 'default';
  const words = [
    claimType?.dataType ?? 'undeclared',
    partner === claim.claimTypeReferenceId ? undefined : `as ${partner}`,
    claim.required ? 'required' : undefined,
    claim.defaultValue === undefined ? undefined : `${always} "${claim.defaultValue}"`,
    claim.overwriteIfExists === false ? 'not overwritten' : undefined,
  ];
  const value = words.filter((word) => word !== undefined).join(', ');
  return { name: claim.claimTypeReferenceId, value, origin: claim.position };
}

function displayRow(claim: DisplayClaim): Row {
  const control = claim.displayControlReferenceId;
  const name = claim.claimTypeReferenceId ?? `control ${control ?? ''}`;
  return { name, value: claim.required ? 'required' : '', origin: claim.position };
}

function validationRows(validation: ValidationTechnicalProfile): Row[] {
  const words = [
    validation.continueOnError ? 'goes on after an error' : undefined,
    validation.continueOnSuccess ? undefined : 'the last one after success',
  ];
  const value = words.filter((word) => word !== undefined).join(', ');
  return [
    { name: validation.referenceId, value, origin: validation.position },
    ...validation.preconditions.map((precondition) => {
      return { name: `↳ ${preconditionWords(precondition)}`, origin: precondition.position };
    }),
  ];
}
