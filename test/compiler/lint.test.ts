import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyRules } from '../../compiler/lint.ts';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { resolveSet } from '../../compiler/resolve.ts';
import type { Rule } from '../../compiler/rule.ts';
import { rules } from '../../compiler/rules/index.ts';
import { examplePolicy } from '../support/example-policy.ts';
import { type PolicyParts, policySetOf, writeFiles } from '../support/policy-text.ts';

/** Tells when someone looks at what relying parties of one base do not share. */
function watched(policy: EffectivePolicy, onLook: () => void): EffectivePolicy {
  const { chain, relyingParty, policyId } = policy;
  const rootOnly = new Proxy(chain, {
    get(target, key, receiver) {
      if (key !== '0') onLook();
      return Reflect.get(target, key, receiver);
    },
  });
  return Object.defineProperties({ ...policy } as EffectivePolicy, {
    chain: { get: () => rootOnly },
    relyingParty: { get: () => look(relyingParty, onLook) },
    policyId: { get: () => look(policyId, onLook) },
  });
}

function look<Value>(value: Value, onLook: () => void): Value {
  onLook();
  return value;
}

test('rules say whether they look at the relying party', async (t) => {
  const examples = rules.flatMap((rule) => [rule.examples.bad, rule.examples.good]);
  const sets = [];
  for (const example of examples) {
    const files = examplePolicy(example).map(({ name, text }) => [name, text]);
    sets.push(readPolicySet({ folders: [await writeFiles(t, Object.fromEntries(files))] }));
  }
  const silent = new Set<string>();
  for (const rule of rules.filter(({ check, isPerRelyingParty }) => check && !isPerRelyingParty)) {
    for (const set of sets) {
      const resolved = resolveSet(set); // anew for each rule: what one has looked up others find cached
      const policies = resolved.policies.map((each) => watched(each, () => silent.add(rule.name)));
      for (const each of policies) rule.check?.(each, () => {}, { ...resolved, policies });
    }
  }
  assert.deepEqual([...silent], []);
});

const base: PolicyParts = { id: 'B2C_1A_Base', technicalProfiles: '<TechnicalProfile Id="One" />' };
const leaf = { base: base.id, relyingParty: '<DefaultUserJourney ReferenceId="A" />' };

const counts = [
  { name: 'once where they add nothing', own: {}, isPerRelyingParty: undefined, times: 1 },
  { name: 'to each, if it looks at them', own: {}, isPerRelyingParty: true, times: 2 },
  {
    name: 'to each, if one adds something',
    own: { buildingBlocks: '<ClaimsSchema><ClaimType Id="a" /></ClaimsSchema>' },
    isPerRelyingParty: undefined,
    times: 2,
  },
] as const;
for (const { name, own, isPerRelyingParty, times } of counts) {
  test(`a rule is applied to two relying parties ${name}`, async (t) => {
    const leaves = [
      { ...leaf, id: 'B2C_1A_SignUp' },
      { ...leaf, ...own, id: 'B2C_1A_Edit' },
    ];
    const set = await policySetOf(t, [base, ...leaves]);
    let applied = 0;
    const rule: Rule = {
      name: 'a-rule',
      severity: 'notice',
      why: 'Why.',
      fix: 'Fix.',
      examples: { bad: '', good: '' },
      ...(isPerRelyingParty && { isPerRelyingParty }),
      check: () => {
        applied += 1;
      },
    };
    applyRules(resolveSet(set), [rule]);
    assert.equal(applied, times);
  });
}
