import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyDisableComments } from '../../compiler/disable-comments.ts';
import { lint } from '../../compiler/lint.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { ruleCatalog } from '../../compiler/rule-catalog.ts';
import { rules } from '../../compiler/rules/index.ts';
import { dataTypes } from '../../shared/data-types.ts';
import {
  incomplete,
  policyFolder,
  present,
  profiles,
  relyingParties,
  typesOf,
} from './scenarios.ts';

const ours = present.flatMap(({ profile }) => profiles.get(profile) ?? []);
const covered = [
  {
    what: 'SendClaimsIn',
    wanted: ['Body', 'Form', 'Header', 'QueryString', 'Url'],
    used: ours.map(({ sendClaimsIn }) => sendClaimsIn),
  },
  {
    what: 'authentication',
    wanted: ['Basic', 'BearerClaim', 'BearerToken', 'ClientCertificate', 'ApiKeyHeader'],
    used: ours.map(({ authentication }) => authentication.type),
  },
  {
    what: 'DataType but the two that no page documents',
    wanted: Object.keys(dataTypes).filter((type) => !type.startsWith('objectIdentity')),
    used: ours.flatMap(typesOf),
  },
  {
    what: 'way to be called',
    wanted: ['orchestration step', 'validation', 'validation ContinueOnError'],
    used: callsOf(new Set(ours.map(({ id }) => id))),
  },
];
for (const { what, wanted, used } of covered) {
  test(`all scenarios together show every ${what}`, (t) => {
    const reason = incomplete();
    if (reason) return t.skip(reason);
    const missing = wanted.filter((value) => !used.includes(value));
    assert.deepEqual(missing, []);
  });
}

/** How the journeys call these profiles. */
function callsOf(ids: ReadonlySet<string>): string[] {
  return relyingParties.flatMap(({ policy }) => [
    ...[...policy.technicalProfiles.values()]
      .flatMap(({ validationTechnicalProfiles }) => validationTechnicalProfiles)
      .filter(({ referenceId }) => ids.has(referenceId))
      .map((call) => (call.continueOnError ? 'validation ContinueOnError' : 'validation')),
    ...[...policy.userJourneys.values()]
      .flatMap(({ orchestrationSteps }) => orchestrationSteps)
      .flatMap(({ claimsExchanges }) => claimsExchanges)
      .filter(({ technicalProfileReferenceId }) => ids.has(technicalProfileReferenceId))
      .map(() => 'orchestration step'),
  ]);
}

test('lint finds nothing in the policies but what a comment there answers for', (t) => {
  const reason = incomplete();
  if (reason) return t.skip(reason);
  const set = readPolicySet({ folders: [policyFolder], environment: 'Production' });
  const found = lint(set, rules);
  assert.deepEqual(applyDisableComments(found, set.disableComments, ruleCatalog().keys()), []);
});
