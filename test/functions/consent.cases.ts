import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { decide, latestDecisions } from '../../functions/consent/consents.ts';
import { type Bag, claimsOf, type Journey, startClub } from '../support/club.ts';

const club = await startClub({ after });

/** A person: what she is asked and decides, with the page's own purposes and version. */
function person(objectId: string = randomUUID()) {
  const call = async (profile: string, claims: Bag = {}, journey: Journey = {}) =>
    claimsOf(await club.call(profile, { objectId, ...claims }, journey));
  return {
    objectId,
    asked: () => call('REST-GetConsents'),
    decides: (consentChoices?: string, journey?: Journey) =>
      call('REST-RecordConsents', consentChoices ? { consentChoices } : {}, journey),
  };
}

const clientOf = (name: string) =>
  TableClient.fromConnectionString(process.env['Storage'] ?? '', name, {
    allowInsecureConnection: true,
  });

/** The decisions of a person in the order in which they were written. */
async function recordOf(objectId: string): Promise<string[]> {
  const { record } = await clientOf('consentaccounts').getEntity(objectId, 'record');
  const filter = `PartitionKey eq '${record}' and RowKey lt 'latest'`;
  const rows: { purpose: string; state: string; number: number }[] = [];
  const entities = clientOf('consentdecisions').listEntities({ queryOptions: { filter } });
  for await (const row of entities) rows.push(row as never);
  const ofPurpose = (name: string) => rows.filter(({ purpose }) => purpose === name);
  return ['newsletter', 'photos'].map(
    (name) => `${name}: ${ofPurpose(name).map(({ state }) => state)}`,
  );
}

test('whoever was never asked has to be, and has granted nothing', async () => {
  assert.deepEqual(await person().asked(), { consents: 'none', isConsentRequired: true });
});

test('what is ticked is granted, what is not is refused, and nobody is asked again', async () => {
  const ada = person();
  assert.deepEqual(await ada.decides('photos'), { consents: 'photos' });
  const told = { consentChoices: 'photos', consents: 'photos', isConsentRequired: false };
  assert.deepEqual(await ada.asked(), told);
  assert.deepEqual(await recordOf(ada.objectId), ['newsletter: refused', 'photos: granted']);
});

test('what is unticked is withdrawn; every decision stays on record', async () => {
  const ada = person();
  await ada.decides('newsletter,photos');
  assert.deepEqual(await ada.decides('newsletter'), { consents: 'newsletter' });
  assert.deepEqual(await ada.decides(), { consents: 'none' });
  assert.deepEqual(await ada.decides('photos'), { consents: 'photos' });
  const record = ['newsletter: granted,withdrawn', 'photos: granted,withdrawn,granted'];
  assert.deepEqual(await recordOf(ada.objectId), record);
});

test('the same decision again is no new one, in the same journey or another', async () => {
  const ada = person();
  const journey = { correlationId: randomUUID() };
  await Promise.all([1, 2, 3].map(() => ada.decides('photos', journey)));
  await ada.decides('photos');
  assert.deepEqual(await recordOf(ada.objectId), ['newsletter: refused', 'photos: granted']);
});

test('of different decisions at a time all are on record, one after the other', async () => {
  const ada = person();
  const choices = ['photos', undefined, 'newsletter', 'newsletter,photos'];
  await Promise.all(choices.map((choice) => ada.decides(choice)));
  for (const line of await recordOf(ada.objectId)) {
    const states = line.split(': ')[1]?.split(',') ?? [];
    for (const [index, state] of states.entries()) {
      const allowed = states[index - 1] === 'granted' ? ['withdrawn'] : ['granted', 'refused'];
      assert.ok(allowed.includes(state), line);
    }
  }
});

test('a new version of the text is a new question, and its answer a new decision', async () => {
  const objectId = randomUUID();
  const ask = async (version: string, granted: string[], now: Date) => {
    const question = { purposes: ['photos'], version };
    await decide(objectId, question, new Set(granted), { now, applicationId: 'boats' });
  };
  await ask('2025-01', ['photos'], new Date('2025-01-10T10:00:00Z'));
  const asked = claimsOf(await club.call('REST-GetConsents', { objectId }));
  assert.equal(asked['isConsentRequired'], true);
  const now = new Date('2026-11-10T10:00:00Z');
  await ask('2026-11', ['photos'], now);
  assert.deepEqual(await latestDecisions(objectId, ['photos', 'newsletter'], now), [
    {
      purpose: 'photos',
      state: 'granted',
      version: '2026-11',
      decidedAt: now,
      applicationId: 'boats',
      number: 2,
    },
  ]);
  const inTenYears = new Date('2036-11-10T10:00:00Z');
  assert.deepEqual(await latestDecisions(objectId, ['photos'], inTenYears), []);
});

const malformed = [
  { name: 'a purpose that was not offered', claims: { consentChoices: 'photos,tracking' } },
  { name: 'text that is no list', claims: { consentChoices: 'Photos; newsletter' } },
  { name: 'an id beyond what is stored', claims: { objectId: 'x'.repeat(300) } },
];
for (const { name, claims } of malformed) {
  test(`${name} is malformed, and nothing is put on record`, async () => {
    const bag = { objectId: randomUUID(), ...claims };
    const { timing } = await club.call('REST-RecordConsents', bag);
    assert.equal(timing.httpStatus, 400);
    assert.deepEqual(await latestDecisions(bag.objectId, ['photos'], new Date()), []);
  });
}
