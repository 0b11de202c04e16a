import type { Change } from './change.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Position } from './source.ts';

interface ReadingRule {
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  /** What `lint --fix` does about it. */
  readonly autofix?: string;
}

/** Every fault that reading, finding and merging policies can report; the key is the rule's name. */
export const readingRules = {
  'file-unreadable': {
    severity: 'error',
    why: 'A policy that cannot be read is missing from every chain it belongs to.',
    fix: 'Check that the path exists, is a file, and may be read.',
  },
  'file-encoding': {
    severity: 'error',
    why: 'Policies are UTF-8; read as anything else, names and texts would silently change.',
    fix: 'Save the file as UTF-8.',
  },
  'file-utf16': {
    severity: 'warning',
    why: 'Policies are UTF-8; version control, search and deployment tools take UTF-16 for binary.',
    fix: 'Save the file as UTF-8.',
  },
  'doc-file-too-big': {
    severity: 'warning',
    why: 'B2C refuses a policy file of more than 1024 KB.',
    fix: 'Move parts of the file into another policy of the chain.',
  },
  'xml-not-well-formed': {
    severity: 'error',
    why: 'B2C refuses to upload a file that is not well-formed XML, and nothing in it can be read.',
    fix: 'Correct the XML at this place.',
  },
  'xml-doctype': {
    severity: 'error',
    why: 'Document types can name files and swell without bound, and no policy needs one.',
    fix: 'Remove the DOCTYPE declaration.',
  },
  'xml-too-deep': {
    severity: 'error',
    why: 'No policy nests that deep, so this is not one.',
    fix: 'Look for tags that are opened over and over.',
  },
  'xml-namespace': {
    severity: 'error',
    why: 'B2C knows policy elements in one namespace only.',
    fix: 'Declare xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" on TrustFrameworkPolicy.',
  },
  'not-a-policy': {
    severity: 'notice',
    why: 'Only files whose root element is TrustFrameworkPolicy are policies.',
    fix: 'Nothing, or move the file out of the policy folder.',
  },
  'settings-unreadable': {
    severity: 'error',
    why: 'The {Settings:...} of the policies beside it cannot be replaced.',
    fix: 'Correct the file: an object with "Environments", each with a "Name", a "Tenant" and "PolicySettings".',
  },
  'settings-environment': {
    severity: 'error',
    why: 'The {Settings:...} of the policies beside it cannot be replaced.',
    fix: 'Name one of the environments of this file.',
  },
  'settings-token': {
    severity: 'warning',
    why: 'The token reaches B2C as it is written.',
    fix: 'Add the key to PolicySettings of the environment in appsettings.json, or correct its name.',
  },
  'schema-order': {
    severity: 'error',
    why: 'B2C checks the order of elements and refuses the upload; no fault is more common.',
    fix: 'Move the element.',
    autofix: 'Moves the element, with the comments right above it, to its place.',
  },
  'schema-cardinality': {
    severity: 'error',
    why: 'The policy schema does not allow it, so B2C refuses the upload.',
    fix: 'Add what is missing, or remove what is too much.',
  },
  'schema-unknown': {
    severity: 'error',
    why: 'The policy schema has no such name here, so B2C refuses the upload.',
    fix: 'Correct the name, or move the element to where it belongs.',
    autofix: 'Corrects a name that is wrong in its case alone.',
  },
  'schema-value': {
    severity: 'error',
    why: 'The policy schema does not allow the value, so B2C refuses the upload.',
    fix: 'Use one of the allowed values.',
    autofix: 'Writes the allowed value where case or white space alone are wrong.',
  },
  'schema-stray-text': {
    severity: 'error',
    why: 'The element holds no text, so B2C refuses the upload.',
    fix: 'Remove the text, or put it into a comment.',
    autofix: 'Removes white space from an element that must be empty; other text stays.',
  },
  'schema-placeholder': {
    severity: 'warning',
    why: 'The value looks like one that is to be replaced before the upload; B2C refuses it as it stands.',
    fix: 'Replace it, or let appsettings.json replace a {Settings:...} token.',
  },
  'disable-comment': {
    severity: 'warning',
    why: 'Whoever reads the policy later wants to know why a finding was waved through.',
    fix: 'Write <!-- countersign-disable-next-line rule: reason --> right above the line.',
  },
  'claim-restriction-both': {
    severity: 'error',
    why: 'A Restriction holds enumerations or one pattern; B2C refuses both together.',
    fix: 'Keep one of the two.',
  },
  'dup-id': {
    severity: 'error',
    why: 'Ids are unique within their list, and B2C compares them without regard to case.',
    fix: 'Rename one of the two, or remove it.',
  },
  'chain-missing-base': {
    severity: 'error',
    why: 'Everything the base policy declares is missing from this one.',
    fix: 'Correct the PolicyId, or name the folder of the base policy with --policies.',
  },
  'chain-ambiguous-base': {
    severity: 'warning',
    why: 'Which of them is meant decides what the policy inherits.',
    fix: 'Give only the folders that belong together.',
  },
  'chain-cycle': {
    severity: 'error',
    why: 'A policy cannot inherit from itself.',
    fix: 'Let one of the policies have another base, or none.',
  },
  'chain-too-deep': {
    severity: 'error',
    why: 'B2C allows ten levels of inheritance.',
    fix: 'Join two policies of the chain.',
  },
  'chain-duplicate-policy-id': {
    severity: 'error',
    why: 'In a tenant the upload of one silently replaces the other.',
    fix: 'Give one of them another PolicyId, or move it to a folder of its own.',
  },
  'include-cycle': {
    severity: 'error',
    why: 'A technical profile that includes itself has no end.',
    fix: 'Remove one IncludeTechnicalProfile of the cycle.',
  },
  'include-too-deep': {
    severity: 'error',
    why: 'Countersign follows at most a hundred includes, one through the other.',
    fix: 'Include the common technical profile directly.',
  },
  'include-too-large': {
    severity: 'error',
    why: 'Countersign lets the technical profiles of a policy inherit at most 100000 claims and settings in all.',
    fix: 'Keep in the common technical profile what all who include it need.',
  },
  'merge-validation-duplicated': {
    severity: 'warning',
    why: 'Lists of both files are joined, so the validation technical profile runs twice.',
    fix: 'Remove it from the extension, where the base already lists it.',
  },
  'merge-type-conflict': {
    severity: 'error',
    why: 'What the base policy does with the claim no longer fits its type, and B2C refuses the upload.',
    fix: 'Leave the DataType out, repeat the one of the base policy, or declare another claim.',
  },
  'ref-unknown-claim-type': {
    severity: 'error',
    why: 'B2C refuses to upload a policy that refers to a claim type nobody declares.',
    fix: 'Declare the ClaimType in BuildingBlocks/ClaimsSchema, or correct the reference.',
  },
  'ref-unknown-technical-profile': {
    severity: 'error',
    why: 'B2C refuses to upload a policy that refers to a technical profile nobody declares.',
    fix: 'Declare the TechnicalProfile in this policy or one of its bases, or correct the reference.',
  },
  'ref-unknown-transformation': {
    severity: 'error',
    why: 'B2C refuses to upload a policy that refers to a claims transformation nobody declares.',
    fix: 'Declare the ClaimsTransformation in BuildingBlocks, or correct the reference.',
  },
} as const satisfies Record<string, ReadingRule>;

/** The name of a rule that this folder's reading and merging may report. */
export type ReadingRuleName = keyof typeof readingRules;

/** What is special about one finding; `fix` only where the rule's own words are too general. */
export interface FaultOverrides {
  readonly severity?: Severity;
  readonly fix?: string;
  readonly changes?: readonly Change[];
}

/** A diagnostic of one of the rules above. */
export function fault(
  rule: ReadingRuleName,
  position: Position,
  message: string,
  overrides: FaultOverrides = {},
): Diagnostic {
  const { severity, why, fix } = readingRules[rule];
  return { rule, severity, why, fix, message, position, ...overrides };
}
