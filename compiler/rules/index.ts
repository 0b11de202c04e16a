import type { Rule } from '../rule.ts';
import { docPolicyIdPrefix } from './doc-policy-id-prefix.ts';

/** Every rule, in the order of docs/rules.md. */
export const rules: readonly Rule[] = [docPolicyIdPrefix];
