import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { claimDefinition } from './claim-type.ts';
import type { RestfulProfile } from './profile.ts';

/**
 * One short word for all that profiles ask of a policy: routes, encodings, authentication, claims and
 * their rules. A deployment tells its own in `/api/health`, `countersign check` that of the generated
 * code: they are the same where the deployed code is fresh.
 */
export function contractDigest(profiles: readonly RestfulProfile[]): string {
  const lines = profiles.map(({ input, output, ...rest }) =>
    JSON.stringify([sorted(rest), claimsOf(input), claimsOf(output)]),
  );
  const text = [...new Set(lines)].sort().join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function sorted(rest: object): unknown {
  return Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1));
}

function claimsOf({ shape }: z.ZodObject): unknown {
  return Object.entries(shape)
    .map(([name, schema]) => {
      const { id, dataType, enumeration = [], restrictions } = claimDefinition(schema) ?? {};
      const isOptional = (schema as { type?: unknown }).type === 'optional';
      return [name, id, dataType, isOptional, enumeration, restrictions];
    })
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}
