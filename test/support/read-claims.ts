import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import type { RestfulProfile } from '../../shared/profile.ts';
import { claimReader } from '../../shared/request.ts';
import { type Sent, toRequest } from './invocation.ts';

const name = claimType({ id: 'name', dataType: 'string' });
const identity = claimType({ id: 'identity', dataType: 'userIdentity' });

/** A profile that sends two texts and an object in its Body, if nothing else is said. */
export function profileOf(changes: Partial<RestfulProfile>): RestfulProfile {
  return {
    id: 'REST-Test',
    http: { methods: ['POST'], route: 'test', authLevel: 'anonymous' },
    sendClaimsIn: 'Body',
    resolveJsonPaths: false,
    authentication: { type: 'None' },
    validation: 'observe',
    input: z.object({
      name: name.optional(),
      other: name.optional(),
      identity: identity.optional(),
    }),
    output: z.object({}),
    ...changes,
  };
}

/** What `serve` would go on with. Throws the fault of a request. */
export async function read(profile: RestfulProfile, sent: Sent): Promise<Record<string, unknown>> {
  const { claims, fault } = await claimReader(profile)(toRequest(sent));
  if (fault) throw fault;
  return claims;
}

/** A form with its Content-Type. */
export function form(
  body: string | Uint8Array,
  contentType = 'application/x-www-form-urlencoded',
): Sent {
  return { headers: { 'content-type': contentType }, body };
}
