import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FunctionsComparison, functionFaults } from '../../commands/function-faults.ts';

const profile = { profile: 'REST-Check', method: 'POST', route: 'check/{Id}' } as const;
const check = { name: 'check', trigger: 'httpTrigger', methods: ['POST'], route: 'Check/{id}' };
const timer = { name: 'sweep', trigger: 'timerTrigger' };

const cases: (FunctionsComparison & { name: string; faults: RegExp[] })[] = [
  {
    name: 'a route is compared without case',
    profiles: [profile],
    registered: [check],
    listed: [],
    faults: [],
  },
  {
    name: 'a profile without a function is named with what to register',
    profiles: [profile],
    registered: [],
    listed: [],
    faults: [
      /^Technical profile "REST-Check" has no function: register one for POST "check\/\{Id\}"/,
    ],
  },
  {
    name: 'a function with another method serves nobody',
    profiles: [profile],
    registered: [{ ...check, methods: ['GET'] }],
    listed: [],
    faults: [/"REST-Check" has no function/, /"check" serves no technical profile/],
  },
  {
    name: 'a timer that is not listed is named',
    profiles: [],
    registered: [timer],
    listed: [],
    faults: [/^Function "sweep" serves no technical profile/],
  },
  {
    name: 'a listed timer is fine',
    profiles: [],
    registered: [timer],
    listed: ['Sweep'],
    faults: [],
  },
  {
    name: 'a listed function that nothing registers is named',
    profiles: [],
    registered: [],
    listed: ['heath'],
    faults: [/lists the function "heath", and nothing registers it/],
  },
];
for (const { name, faults, ...comparison } of cases) {
  test(`functions against profiles: ${name}`, () => {
    const found = functionFaults(comparison);
    assert.equal(found.length, faults.length);
    for (const [index, fault] of faults.entries()) assert.match(found[index] ?? '', fault);
  });
}
