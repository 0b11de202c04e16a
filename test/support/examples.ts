import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import { readClaim } from '../../caller/read-claim.ts';
import { type Club, root } from './club.ts';

/** Input claims by wire name: what a function answers 200 to, once the samples are there. */
export type Example = Readonly<Record<string, unknown>>;

/** The example of every function that has one, by the function's name. */
export function readExamples(): ReadonlyMap<string, Example> {
  const files = globSync(['functions/*/*.example.json'], { cwd: root });
  return new Map(
    files.map((file) => [
      basename(file, '.example.json'),
      JSON.parse(readFileSync(join(root, file), 'utf8')),
    ]),
  );
}

/** Our RESTful technical profiles, and the functions that serve them. */
export function readRoutes(): { profile: string; function: string }[] {
  return JSON.parse(readFileSync(join(root, 'shared/generated/routes.json'), 'utf8'));
}

/** Calls a profile with its example, as B2C does in the journey of the example. */
export function callExample(club: Club, profileId: string, example: Example): Promise<CallOutcome> {
  const claims: Record<string, ClaimValue> = {};
  for (const { wireName, claimType } of club.profiles.get(profileId)?.inputClaims ?? []) {
    const read = readClaim(claimType.dataType ?? 'string', example[wireName]);
    if (read) claims[claimType.id] = read.value;
  }
  const correlationId = String(claims['correlationId']);
  const applicationId = claims['applicationId'];
  const journey = typeof applicationId === 'string' ? { applicationId } : {};
  return club.call(profileId, claims, { correlationId, ...journey });
}
