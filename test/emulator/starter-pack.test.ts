import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import type { HeadlessJourney } from '../../emulator/headless-journey.ts';
import { openJourney, openTenant } from '../../emulator/testing.ts';

const corpus = '../shared/corpus/starterpack';
/** Scenarios that bring no base policy stand on this one. */
const base = join(corpus, 'SocialAndLocalAccounts');
const withoutBase = ['scenarios/linkedin-identity-provider', 'scenarios/password-change'];

function foldersWithRelyingParties(): string[] {
  const files = globSync(`${corpus}/**/*.xml`);
  const own = files.filter((file) => readFileSync(file, 'utf8').includes('<RelyingParty>'));
  return [...new Set(own.map(dirname))].toSorted();
}

/** Where each relying party of a folder first waits, and what of its policies cannot be run. */
async function firstStops(folder: string): Promise<string[]> {
  const name = relative(corpus, folder);
  const policies = withoutBase.includes(name) ? [folder, base] : [folder];
  const tenant = await openTenant({ policies });
  const own = tenant.policies
    .policies()
    .filter(({ policy }) => dirname(policy.chain.at(-1)?.position.file ?? '') === folder);
  return Promise.all(
    own.map(async ({ policy: { policyId }, unsupported }) => {
      assert.deepEqual(unsupported, [], policyId);
      const journey = await openJourney({ tenant, policy: policyId });
      return `${name} ${policyId}: ${firstStop(journey)}`;
    }),
  );
}

function firstStop(journey: HeadlessJourney): string {
  const { redirect } = journey;
  if (redirect) return `the provider of ${redirect.technicalProfileId}`;
  const { page } = journey;
  const of = 'technicalProfileId' in page ? ` of ${page.technicalProfileId}` : '';
  return `the page ${page.kind}${of}`;
}

test('all thirty relying parties of the starter pack load and come to their first page', async (t) => {
  const stops = await Promise.all(foldersWithRelyingParties().map(firstStops));
  const lines = stops.flat();
  assert.equal(lines.length, 30);
  const text = lines.map((line) => `${line}\n`).join('');
  t.assert.fileSnapshot(text, 'test/golden/emulator/starter-pack.txt', { serializers: [String] });
});
