import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { globSync } from 'tinyglobby';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { readClaim } from '../../caller/read-claim.ts';
import { seedAll } from '../../functions/seed.ts';
import { claimsOf, root, startClub } from '../support/club.ts';

/** Input claims by wire name: what a function answers 200 to, once the samples are there. */
type Example = Readonly<Record<string, unknown>>;

const club = await startClub({ after });
await seedAll();

const routes: { profile: string; function: string }[] = JSON.parse(
  readFileSync(join(root, 'shared/generated/routes.json'), 'utf8'),
);
const examples = new Map<string, Example>(
  globSync(['functions/*/*.example.json'], { cwd: root }).map((file) => [
    basename(file, '.example.json'),
    JSON.parse(readFileSync(join(root, file), 'utf8')),
  ]),
);

test('every profile of ours has an example, and every example a profile', () => {
  const functions = routes.map((route) => route.function);
  assert.deepEqual([...examples.keys()].sort(), functions.sort());
});

for (const { profile, function: name } of routes) {
  test(`the example of ${name} answers 200, and again`, async () => {
    const example = examples.get(name) ?? {};
    const first = claimsOf(await call(profile, example));
    await seedAll(); // as a second start does
    assert.deepEqual(claimsOf(await call(profile, example)), first);
  });

  test(`the example of ${name} sends no claim that the policy does not send`, () => {
    const sent = club.profiles.get(profile)?.inputClaims.map(({ wireName }) => wireName);
    const unknown = Object.keys(examples.get(name) ?? {}).filter((id) => !sent?.includes(id));
    assert.deepEqual(unknown, []);
  });
}

function call(profileId: string, example: Example) {
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
