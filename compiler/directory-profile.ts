import { fold } from './id-map.ts';
import { isMetadataTrue, metadataValue } from './metadata-value.ts';
import type { PersistedClaim, TechnicalProfile } from './model.ts';
import { technicalProfileType } from './technical-profile-type.ts';

/** What a directory technical profile does. @see facts engine 2.1 */
export type DirectoryOperation = 'Read' | 'Write' | 'DeleteClaims' | 'DeleteClaimsPrincipal';

const operations: readonly DirectoryOperation[] = [
  'Read',
  'Write',
  'DeleteClaims',
  'DeleteClaimsPrincipal',
];

/** Undefined where the technical profile is of another type, or its Operation is unknown. */
export function directoryOperation(profile: TechnicalProfile): DirectoryOperation | undefined {
  if (technicalProfileType(profile) !== 'directory') return undefined;
  const operation = fold(metadataValue(profile, 'Operation') ?? '');
  return operations.find((known) => fold(known) === operation);
}

/** Whether the technical profile changes the directory. */
export function isDirectoryChange(profile: TechnicalProfile): boolean {
  const operation = directoryOperation(profile);
  return operation !== undefined && operation !== 'Read';
}

/** Whether the technical profile makes an account that must not exist. */
export function isNewAccount(profile: TechnicalProfile): boolean {
  const mayNotExist = isMetadataTrue(profile, 'RaiseErrorIfClaimsPrincipalAlreadyExists');
  return mayNotExist && directoryOperation(profile) === 'Write';
}

/** The claim that is written to an attribute of the directory. */
export function persistedAs(
  { persistedClaims }: TechnicalProfile,
  attribute: string,
): PersistedClaim | undefined {
  return persistedClaims.find(
    ({ claimTypeReferenceId: id, partnerClaimType }) =>
      fold(partnerClaimType ?? id) === fold(attribute),
  );
}
