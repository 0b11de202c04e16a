import { type CallOptions, callProfile } from '../../caller/call.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import { claimsBag, journeyContext, type ProfileParts, restfulProfile } from './restful-profile.ts';

const secrets = new Map([
  ['B2C_1A_User', 'club'],
  ['B2C_1A_Password', 'pa:ss'],
  ['B2C_1A_Key', 'k3y'],
  ['B2C_1A_Broken', 'k3y\n'],
  ['B2C_1A_Empty', ''],
]);

/** Credentials whose keys the secrets have. */
export const basic = {
  type: 'Basic',
  username: 'B2C_1A_User',
  password: 'B2C_1A_Password',
} as const;

/** The claim that is sent. */
export const member = { id: 'memberNumber' };
const tier = { id: 'tier' };

/** Calls a profile that sends a member number and reads a tier. */
export function call(
  parts: ProfileParts,
  options: Partial<CallOptions> = {},
): Promise<CallOutcome> {
  const claims = claimsBag({ memberNumber: 'CC-000001', bearerToken: 'ey.J' });
  const profile = restfulProfile({ input: [member], output: [tier], ...parts });
  const keys = (id: string) => secrets.get(id);
  return callProfile({ profile, claims, context: journeyContext, keys, options });
}
