import * as z from 'zod';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { type OutgoingOptions, outgoing } from '../../shared/outgoing.ts';
import { type Environment, requireSafeUrl, requireSettings } from '../../shared/settings.ts';
import type { MemberRegister } from './member-register.ts';
import { identity, type Membership } from './memberships.ts';

const dependency = "the office's register of members";

/** A member as the office's API has her: JSON of its own, with numbers as numbers and times as ISO 8601. */
const member = z.object({
  tier: z.enum(['guest', 'oar', 'scull', 'cox']),
  since: z.iso.date(),
  endsAt: z.iso.datetime({ offset: true }).optional(),
  noticePeriod: z.string(),
  outings: z.int(),
  meters: z.int(),
  crews: z.array(z.string()),
  captainPhone: z.string().optional(),
  federation: identity.optional(),
  former: z.array(identity),
  linked: z.array(identity),
});

/** Where the office's API is, and the key that it wants. */
export interface OfficeApi {
  readonly url: string;
  readonly apiKey: string;
}

/**
 * The API of the setting `Office__Url`; undefined where it is not set: memberships are those in storage.
 * @throws SettingsInvalid where the key is missing, or the address is no https URL (in development: http)
 */
export function officeApi(environment: Environment = process.env): OfficeApi | undefined {
  if (!environment['Office__Url']?.trim()) return undefined;
  const [url = '', apiKey = ''] = requireSettings(['Office__Url', 'Office__ApiKey'], environment);
  requireSafeUrl('Office__Url', url, environment);
  return { url: url.replace(/\/$/, ''), apiKey };
}

/**
 * `GET <url>/members/<number>`. An attempt takes 800 ms at most, and after five failures nobody asks for
 * ten seconds, so that sign-ins go on at once while the office is closed.
 */
export function officeRegister(
  { url, apiKey }: OfficeApi,
  options: OutgoingOptions = {},
): MemberRegister {
  const call = outgoing(dependency, { attemptMs: 800, ...options });
  return {
    async find(memberNumber) {
      const number = memberNumber.trim().toUpperCase();
      const response = await call(`${url}/members/${encodeURIComponent(number)}`, {
        headers: { 'x-api-key': apiKey, accept: 'application/json' },
      });
      if (response.status === 404) return undefined;
      if (!response.ok) throw unusable(`HTTP ${response.status}`);
      const read = member.safeParse(await response.json().catch(() => undefined));
      if (!read.success) throw unusable('a body that is no member');
      return membershipOf(read.data, number);
    },
  };
}

function membershipOf(
  { endsAt, meters, captainPhone, federation, ...rest }: z.output<typeof member>,
  memberNumber: string,
): Membership {
  return {
    ...rest,
    memberNumber,
    meters: BigInt(meters),
    ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt) }),
    ...(captainPhone === undefined ? {} : { captainPhone }),
    ...(federation === undefined ? {} : { federation }),
  };
}

function unusable(what: string): DependencyUnavailable {
  return new DependencyUnavailable(dependency, new Error(`It answered with ${what}.`));
}
