import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { seedAll } from '../../functions/seed.ts';
import { claimsOf, startClub } from '../support/club.ts';
import { callExample, readExamples, readRoutes } from '../support/examples.ts';

const club = await startClub({ after });
await seedAll();

const routes = readRoutes();
const examples = readExamples();

test('every profile of ours has an example, and every example a profile', () => {
  const functions = routes.map((route) => route.function);
  assert.deepEqual([...examples.keys()].sort(), functions.sort());
});

for (const { profile, function: name } of routes) {
  test(`the example of ${name} answers 200, and again`, async () => {
    const example = examples.get(name) ?? {};
    const first = claimsOf(await callExample(club, profile, example));
    await seedAll(); // as a second start does
    assert.deepEqual(claimsOf(await callExample(club, profile, example)), first);
  });

  test(`the example of ${name} sends no claim that the policy does not send`, () => {
    const sent = club.profiles.get(profile)?.inputClaims.map(({ wireName }) => wireName);
    const unknown = Object.keys(examples.get(name) ?? {}).filter((id) => !sent?.includes(id));
    assert.deepEqual(unknown, []);
  });
}
