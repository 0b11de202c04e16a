import type { ContractCheck } from '../contract-check.ts';
import { wireOutputs } from '../contract-outputs.ts';
import { readClaim } from '../read-claim.ts';

/** A declared claim came in a form whose effect nobody documents. */
export const outputDoubtful: ContractCheck = {
  id: 'output-doubtful',
  severity: 'warning',
  what: 'An output claim has a doubtful form.',
  why: 'B2C may convert it, keep it as text, or end the journey: no documentation says which.',
  fix: "Send JSON's own type for each DataType: numbers for int and long, true and false, text for string.",
  fact: 'rest-contract 3.2',
  check(exchange, report) {
    for (const { claim, wire } of wireOutputs(exchange)) {
      if (wire === null || (Array.isArray(wire) && wire.length === 0)) continue; // checks of their own
      const remark = readClaim(claim.claimType.dataType ?? 'string', wire)?.remark;
      if (remark !== undefined) report(`"${claim.wireName}" ${remark}.`);
    }
  },
};
