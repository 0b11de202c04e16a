import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { accept, findAcceptance } from '../../functions/terms-of-use/acceptances.ts';
import { addTerms, termsInForce, textIn } from '../../functions/terms-of-use/terms.ts';
import { type Bag, claimsOf, type Journey, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });

const textOf = (summary: string) => ({ summary, url: 'https://club.example/terms' });
const hour = 3_600_000;

/** Brings a version into force that is newer than those of the tests before. */
async function publish(effectiveFrom = new Date()): Promise<string> {
  const version = randomUUID();
  await addTerms({ version, effectiveFrom, texts: { en: textOf('Row.'), de: textOf('Rudern.') } });
  return version;
}

function person(objectId: string = randomUUID()) {
  return {
    objectId,
    asks: async (journey: Journey = {}) =>
      claimsOf(await club.call('REST-GetTerms', { objectId }, journey)),
    accepts: (termsVersion: string, claims: Bag = { termsDecision: 'accept' }) =>
      club.call('REST-AcceptTerms', { objectId, termsVersion, ...claims }),
  };
}

test('the terms in force are shown in the language of the person, until she accepts', async () => {
  const version = await publish();
  const ada = person();
  const { termsText, ...asked } = await ada.asks({ culture: 'de-CH' });
  assert.equal(termsText, 'Rudern.');
  assert.deepEqual(asked, {
    termsVersion: version,
    termsUrl: 'https://club.example/terms',
    areTermsAccepted: false,
  });
  const { termsAcceptedAt } = claimsOf(await ada.accepts(version));
  assert.ok(termsAcceptedAt instanceof Date);
  const again = await ada.asks();
  assert.deepEqual([again['areTermsAccepted'], again['termsAcceptedAt']], [true, termsAcceptedAt]);
});

test('a new version is asked for once it is in force; who accepted the old one stays on record', async () => {
  const ada = person();
  const old = await publish();
  claimsOf(await ada.accepts(old));
  await publish(new Date(Date.now() + hour));
  assert.equal((await ada.asks())['termsVersion'], old, 'what is announced is not asked for');
  const version = await publish();
  const { termsVersion, areTermsAccepted } = await ada.asks();
  assert.deepEqual([termsVersion, areTermsAccepted], [version, false]);
  assert.ok(await findAcceptance(ada.objectId, old));
});

test('the first of many acceptances at a time stands', async () => {
  const version = await publish();
  const ada = person();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => ada.accepts(version)));
  const times = outcomes.map((outcome) => String(claimsOf(outcome)['termsAcceptedAt']));
  assert.equal(new Set(times).size, 1);
});

test('an acceptance is kept with its circumstances', async () => {
  const objectId = randomUUID();
  const acceptedAt = new Date('2026-11-10T10:00:00.000Z');
  const kept = { version: 'v1', acceptedAt, applicationId: 'boats', language: 'fr', journey: 'j' };
  assert.deepEqual(await accept(objectId, kept), kept);
  assert.deepEqual(await accept(objectId, { ...kept, acceptedAt: new Date() }), kept);
});

const refused = [
  { name: 'a page that is older than the terms', code: 'TERMS_CHANGED', isOld: true, claims: {} },
  { name: 'no tick', code: 'TERMS_NOT_ACCEPTED', isOld: false, claims: { termsDecision: '' } },
];
for (const { name, code, isOld, claims } of refused) {
  test(`${name} is refused with ${code}, and nothing is on record`, async () => {
    const old = await publish();
    const version = isOld ? old : await publish();
    if (isOld) await publish();
    const ada = person();
    const decision = { termsDecision: 'accept', ...claims };
    assert.equal(refusalOf(await ada.accepts(version, decision)), code);
    assert.equal(await findAcceptance(ada.objectId, version), undefined);
  });
}

test('before the first version nothing is in force, and on its day it is', async () => {
  const start = new Date('1990-01-01T00:00:00.000Z');
  const version = await publish(start);
  assert.equal(await termsInForce(new Date(start.getTime() - 1)), undefined);
  assert.equal((await termsInForce(start))?.version, version);
});

const languages = [
  { language: 'de-CH', shown: 'Rudern.' },
  { language: 'de', shown: 'Rudern.' },
  { language: 'it', shown: 'Row.' },
  { language: 'constructor', shown: 'Row.' },
  { language: undefined, shown: 'Row.' },
];
for (const { language, shown } of languages) {
  test(`a person of language ${language} reads "${shown}"`, () => {
    const texts = { en: textOf('Row.'), de: textOf('Rudern.') };
    const terms = { version: 'v', effectiveFrom: new Date(0), texts };
    assert.equal(textIn(terms, language)?.summary, shown);
  });
}
