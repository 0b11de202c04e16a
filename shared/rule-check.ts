import type { Call } from './call.ts';
import type { RuleCheck, RuleFinding } from './claim-rules.ts';
import { claimDefinition } from './claim-type.ts';
import { ClaimsRejected } from './errors.ts';
import { ownMessage } from './messages/own-messages.ts';
import type { RestfulProfile } from './profile.ts';

/** Judges the claims of one call by the rules of the policy. */
export type ClaimJudge = (claims: Readonly<Record<string, unknown>>, call: Call) => void;

interface Rule {
  readonly claim: string;
  readonly rule: string;
  readonly check: RuleCheck;
}

/** By profile, claim, rule and verdict: log lines say how often, so that one line in a million tells. */
const counts = new Map<string, number>();

/** Compiles the rules of a profile's input claims. */
export async function claimJudge(profile: RestfulProfile): Promise<ClaimJudge> {
  const rules = await compileRules(profile);
  return (claims, call) => {
    for (const rule of rules) {
      const text = textOf(claims[rule.claim]);
      const finding = text === undefined ? undefined : rule.check(text, call.now);
      if (finding) judge(profile, rule, finding, call);
    }
  };
}

async function compileRules(profile: RestfulProfile): Promise<Rule[]> {
  const rules = Object.entries(profile.input.shape).flatMap(([claim, schema]) =>
    (claimDefinition(schema)?.rules ?? []).map((rule) => ({ claim, rule })),
  );
  return Promise.all(
    rules.map(async ({ claim, rule }) => ({ claim, rule: rule.name, check: await rule.compile() })),
  );
}

/** Rules are about what users type: texts, numbers, dates. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  return value instanceof Date ? value.toISOString() : undefined;
}

function judge(
  profile: RestfulProfile,
  { claim, rule }: Rule,
  finding: RuleFinding,
  call: Call,
): void {
  const { verdict, helpText } = finding;
  const count = increase(JSON.stringify([profile.id, claim, rule, verdict]));
  call.warn(`${profile.id}: claim "${claim}": rule "${rule}" is ${verdict} (${count} so far).`);
  if (verdict === 'unchecked' || profile.validation === 'observe') return;
  const userMessage = helpText ?? ownMessage('CLAIM_RULE_BROKEN', call.language);
  const developerMessage = `Claim "${claim}" does not satisfy the policy's rule "${rule}".`;
  throw new ClaimsRejected('CLAIM_RULE_BROKEN', userMessage, { developerMessage });
}

function increase(key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
