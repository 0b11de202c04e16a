import { metadataValue } from '../compiler/metadata-value.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** The application that `extension_…` attributes belong to: the ClientId of the directory's technical profiles. */
export function extensionsAppIdOf({
  policies,
}: Pick<PolicyLibrary, 'policies'>): string | undefined {
  for (const { policy } of policies()) {
    const directoryProfiles = policy.technicalProfiles
      .values()
      .filter((profile) => technicalProfileType(profile) === 'directory');
    const ids = [...directoryProfiles].map((profile) => metadataValue(profile, 'ClientId')?.trim());
    const found = ids.find((id) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id ?? ''));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same as an option of imports; nothing where the policies name none. */
export function extensionsOf({
  policies,
}: {
  readonly policies: Pick<PolicyLibrary, 'policies'>;
}): {
  readonly extensionsAppId?: string;
} {
  const extensionsAppId = extensionsAppIdOf(policies);
  return extensionsAppId === undefined ? {} : { extensionsAppId };
}
