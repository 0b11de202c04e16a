import type { TestContext } from 'node:test';
import type { Backend } from '../../compiler/backend.ts';
import type { BackendRequest } from '../../compiler/backend-parts.ts';
import { backendOf, type ProfileWords } from './generated-policies.ts';

/** What the policy declares: id → DataType. */
export const claims = {
  email: 'string',
  signInName: 'string',
  age: 'int',
  objectId: 'string',
  tier: 'string',
  correlationId: 'string',
  language: 'string',
  text: 'string',
};

/** Where its profiles call. */
export const origin = 'https://api.example.com';

/** `severity rule: message` of each finding. */
export function foundIn({ diagnostics }: Backend): string[] {
  return diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

/** The contract of one profile in one policy, and what is found in it. */
export async function describeProfile(
  t: TestContext,
  { path = '/api/check', metadata = {}, ...words }: Partial<ProfileWords> & { path?: string },
  request: Partial<BackendRequest> = {},
) {
  const profile = {
    id: 'REST-Check',
    metadata: { ServiceUrl: origin + path, ...metadata },
    ...words,
  };
  const backend = await backendOf(t, [{ claims, profiles: [profile] }], request);
  return { contract: backend.profiles[0]?.contract, found: foundIn(backend), backend };
}

/** InputClaim elements. */
export function inputOf(...ids: string[]): string {
  return ids.map((id) => `<InputClaim ClaimTypeReferenceId="${id}" />`).join('');
}
