import type { PatternRule, PredicateGroupRule } from '../shared/claim-rules.ts';
import { dataTypes } from '../shared/data-types.ts';
import type { Diagnostic } from './diagnostic.ts';
import { finding } from './generating-rules.ts';
import type { ClaimType, DataType, EffectivePolicy, Pattern } from './model.ts';
import { constantName } from './names.ts';
import { readPredicateGroups } from './predicate-groups.ts';
import { translateRegularExpression } from './regular-expression.ts';
import type { Position } from './source.ts';

/** What generated code says of a ClaimType. */
export interface GeneratedClaimType {
  readonly id: string;
  /** The constant in claims.ts. */
  readonly name: string;
  readonly displayName?: string;
  readonly position: Position;
  /** Whether JavaScript cannot run one of the policy's rules, which is therefore left out. */
  readonly lacksRule: boolean;
  /** All that a relying party may not declare differently. */
  readonly contract: ClaimTypeContract;
}

export interface ClaimTypeContract {
  readonly dataType: DataType;
  readonly enumeration?: readonly string[];
  readonly pattern?: PatternRule;
  readonly predicates?: readonly PredicateGroupRule[];
}

/** Describes a ClaimType that a RESTful technical profile sends or returns; undefined without a DataType. */
export function describeClaimType(
  policy: EffectivePolicy,
  claimType: ClaimType,
  diagnostics: Diagnostic[],
): GeneratedClaimType | undefined {
  const { id, displayName, dataType, position, restriction } = claimType;
  if (dataType === undefined) return undefined;
  const enumeration = enumerationValues(claimType);
  const pattern = restriction?.pattern && readPattern(id, restriction.pattern, diagnostics);
  const predicates = readPredicateGroups(policy, claimType, diagnostics);
  const lacksRule =
    Boolean(restriction?.pattern && !pattern) || predicates.length < countGroups(policy, claimType);
  const contract = {
    dataType,
    ...(enumeration.length > 0 ? { enumeration } : {}),
    ...(pattern ? { pattern } : {}),
    ...(predicates.length > 0 ? { predicates } : {}),
  };
  const label = displayName?.trim() ? { displayName } : {};
  return { id, name: constantName(id, 'claim'), ...label, position, lacksRule, contract };
}

/** Whether generated code says the same of the values of both. */
export function haveOneContract(
  policy: EffectivePolicy,
  first: ClaimType,
  second: ClaimType,
): boolean {
  if (first === second) return true;
  const [one, other] = [first, second].map((claimType) => describeClaimType(policy, claimType, []));
  return JSON.stringify(one?.contract) === JSON.stringify(other?.contract);
}

/** `any string`: no policy's claim, but what claims of different rules have in common under one wire name. */
export function anyOf(dataType: DataType): string {
  return `any ${dataType}`;
}

/** The claim types that `anyOf` names. */
export function describeAny(id: string, position: Position): GeneratedClaimType | undefined {
  const dataType = dataTypeNames.find((name) => anyOf(name) === id);
  if (dataType === undefined) return undefined;
  const displayName = 'Claims of different rules under one wire name';
  const contract = { dataType };
  return { id, name: constantName(id, 'claim'), displayName, position, lacksRule: false, contract };
}

const dataTypeNames = Object.keys(dataTypes) as DataType[];

function countGroups(policy: EffectivePolicy, claimType: ClaimType): number {
  const reference = claimType.predicateValidationReference;
  const validation = reference && policy.predicateValidations.get(reference.id);
  return validation?.predicateGroups.length ?? 0;
}

/** Distinct values; none for a list of check boxes, whose one text joins several. @see facts policy-language 3.3 */
function enumerationValues({ userInputType, restriction }: ClaimType): string[] {
  if (userInputType === 'CheckboxMultiSelect') return [];
  return [...new Set(restriction?.enumerations.map((enumeration) => enumeration.value))];
}

function readPattern(
  id: string,
  pattern: Pattern,
  diagnostics: Diagnostic[],
): PatternRule | undefined {
  const translated = translateRegularExpression(pattern.regularExpression);
  if ('unsupported' in translated) {
    const message = `The pattern of "${id}" has "${translated.unsupported}", which JavaScript does not know.`;
    diagnostics.push(finding('claim-pattern-unsupported', pattern.position, message));
    return undefined;
  }
  return {
    regularExpression: translated.text,
    ...(pattern.helpText ? { helpText: pattern.helpText } : {}),
  };
}
