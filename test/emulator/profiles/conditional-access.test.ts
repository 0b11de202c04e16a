import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineSettings } from '../../../emulator/engine-settings.ts';
import {
  answerOf,
  exchange,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';
import { named, profile } from '../../support/profile-text.ts';

const claims = { challenges: 'stringCollection', status: 'string' };

interface Case {
  readonly name: string;
  readonly operation?: string;
  readonly answers?: EngineSettings['conditionalAccess'];
  readonly gives: unknown;
  readonly hint?: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'an evaluation has no challenge',
    operation: 'Evaluation',
    gives: {},
    hint: /configured, not evaluated/,
  },
  {
    name: 'an evaluation has the challenges that the tenant is configured with',
    operation: 'evaluation',
    answers: { challenges: ['mfa', 'chg_pwd'], status: 'Challenged' },
    gives: { challenges: ['mfa', 'chg_pwd'], status: 'Challenged' },
    hint: /configured, not evaluated/,
  },
  {
    name: 'a remediation is taken as reported',
    operation: 'Remediation',
    answers: { challenges: ['mfa'] },
    gives: {},
    hint: /taken as reported/,
  },
  {
    name: 'a profile without OperationType ends the journey',
    gives: 'AADB2C90023: "CA" needs the metadata OperationType "Evaluation" or "Remediation".',
  },
];

for (const { name, operation, answers, gives, hint } of cases) {
  test(`conditional access: ${name}`, async (t) => {
    const technicalProfiles = profile({
      id: 'CA',
      handler: 'conditionalAccess',
      ...(operation === undefined ? {} : { metadata: { OperationType: operation } }),
      outputClaims: [
        named('challenges', 'Challenges'),
        named('status', 'MultiConditionalAccessStatus'),
      ],
    });
    const engine = answers === undefined ? {} : { conditionalAccess: answers };
    const steps = exchange(1, 'CA') + sendClaims(2);
    const tenant = await tenantOf(t, { claims, technicalProfiles, steps }, { engine });
    const started = await startTest(tenant);
    assert.deepEqual(answerOf(started), gives);
    const hints = started.transaction.trace.events().filter(({ kind }) => kind === 'hint');
    assert.equal(hints.length, hint ? 1 : 0);
    if (hint) assert.match(hints[0]?.text ?? '', hint);
  });
}
