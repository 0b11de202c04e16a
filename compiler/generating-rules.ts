import type { Change } from './change.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Position } from './source.ts';

interface GeneratingRule {
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  /** What `lint --fix` does about it. */
  readonly autofix?: string;
}

/** Every fault that reading RESTful technical profiles and generating can report, by the rule's name. */
export const generatingRules = {
  'rest-metadata-case': {
    severity: 'warning',
    why: 'Metadata keys and their values count with their case; B2C may ignore this one.',
    fix: 'Write it as documented.',
    autofix: 'Writes the key or the value as documented.',
  },
  'rest-metadata-value': {
    severity: 'error',
    why: 'The technical profile fails when it is called.',
    fix: 'Use one of the documented values.',
  },
  'rest-service-url': {
    severity: 'error',
    why: 'Without an absolute URL there is nothing B2C could call.',
    fix: 'Set Metadata/Item Key="ServiceUrl" to an https URL without placeholders in its host.',
  },
  'rest-key-missing': {
    severity: 'error',
    why: 'Without it B2C cannot authenticate, and the function could not tell B2C from anyone else.',
    fix: 'Add the Key to CryptographicKeys, or change AuthenticationType.',
  },
  'rest-key-ambiguous': {
    severity: 'warning',
    why: 'One header carries the key; which of them B2C sends is not documented.',
    fix: 'Keep one Key.',
  },
  'rest-bearer-claim': {
    severity: 'error',
    why: 'B2C takes the token from an input claim, and stops with AADB2C90194 where it is none.',
    fix: 'Add the InputClaim that holds the token, or correct UseClaimAsBearerToken.',
  },
  'rest-payload-claim': {
    severity: 'error',
    why: 'The text of that input claim is the whole body; without it B2C has nothing to send.',
    fix: 'Name a string claim that is also an InputClaim, and send claims in the Body.',
  },
  'rest-claim-not-sent': {
    severity: 'notice',
    why: 'B2C sends no such claim, so the generated schema leaves it out.',
    fix: 'Add a placeholder for it to ServiceUrl, send claims another way, or remove the InputClaim.',
  },
  'rest-url-placeholder': {
    severity: 'error',
    why: 'B2C replaces placeholders by input claims; this one would stay empty or as it is.',
    fix: 'Name an InputClaim by its claim id, with the same PartnerClaimType or none.',
  },
  'rest-claim-resolver': {
    severity: 'warning',
    why: 'B2C would send the text in braces, an older value, or nothing.',
    fix: 'Set IncludeClaimResolvingInClaimsHandling to true and AlwaysUseDefaultValue="true".',
    autofix:
      'Adds AlwaysUseDefaultValue="true" where the technical profile has IncludeClaimResolvingInClaimsHandling.',
  },
  'rest-wire-name': {
    severity: 'error',
    why: 'The claim could not be sent or read under this name.',
    fix: 'Set another PartnerClaimType.',
  },
  'rest-wire-name-case': {
    severity: 'warning',
    why: 'Which of the two spellings travels is not documented; the declared one is taken.',
    fix: 'Spell the reference as the ClaimType, or set PartnerClaimType.',
  },
  'rest-wire-name-types': {
    severity: 'error',
    why: 'They are one property on the wire, and a property has one type.',
    fix: 'Give one of them another PartnerClaimType, or both claims the same DataType.',
  },
  'claim-data-type-missing': {
    severity: 'error',
    why: 'Neither B2C nor the generated schema can tell what the claim holds.',
    fix: 'Add a DataType to the ClaimType.',
  },
  'claim-type-assumed': {
    severity: 'warning',
    why: 'The missing base policy may declare another DataType, and rules that generated code would check.',
    fix: 'Name the folder of the base policy with --policies.',
  },
  'claim-pattern-unsupported': {
    severity: 'warning',
    why: 'JavaScript cannot run it, so generated code does not check it; B2C still does.',
    fix: 'Write the regular expression with what .NET and JavaScript share.',
  },
  'claim-rule-not-enforced': {
    severity: 'error',
    why: 'The profile is to refuse what breaks the rule; without the rule it would take everything.',
    fix: 'Write what .NET and JavaScript share, or set the validation of the profile to "observe".',
  },
  'claim-character-range': {
    severity: 'warning',
    why: 'A range that ends before it begins is no range; generated code takes its three characters as they are.',
    fix: 'Put a backslash before the hyphen where it is one of the characters, else swap the ends.',
  },
  'claim-predicate': {
    severity: 'error',
    why: 'B2C refuses a predicate that it cannot evaluate.',
    fix: 'Correct the reference or the parameter.',
  },
  'route-same-url': {
    severity: 'error',
    why: 'Nothing in the request says which technical profile it comes from: one function gets both.',
    fix: 'Give each technical profile a ServiceUrl of its own.',
  },
  'route-overlap': {
    severity: 'error',
    why: 'The Functions host takes the function whose name sorts first, whatever the route says.',
    fix: 'Make the routes differ in a literal segment or in their number of segments.',
  },
  'route-reserved': {
    severity: 'error',
    why: 'The Functions host keeps what begins with "admin" or "runtime", and disables the function.',
    fix: 'Begin the path with another word.',
  },
  'route-unusable': {
    severity: 'error',
    why: 'The Functions host would answer 404 or not start.',
    fix: 'Correct the path of ServiceUrl.',
  },
  'route-prefix': {
    severity: 'warning',
    why: 'The Functions host puts the prefix before every route, so B2C would get a 404.',
    fix: 'Begin the path of ServiceUrl with the prefix, or change routePrefix in host.json.',
  },
  'profile-left-out': {
    severity: 'warning',
    why: 'What the other diagnostics say of it keeps code from being generated; the rest goes on.',
    fix: 'Correct the technical profile.',
  },
  'generated-name': {
    severity: 'notice',
    why: 'Two ids that differ in punctuation alone would be one constant, so one of them gets a number.',
    fix: 'Nothing, or rename one of them.',
  },
  'relying-parties-disagree': {
    severity: 'error',
    why: 'One function serves both, and it has one contract.',
    fix: 'Move what differs to a base policy of both, or to a technical profile with another Id.',
  },
  'configuration-file': {
    severity: 'error',
    why: 'countersign.json decides which technical profiles are generated and how they validate.',
    fix: 'Correct the file; docs/countersign.schema.json describes it.',
  },
} as const satisfies Record<string, GeneratingRule>;

/** The name of a rule that generating may report. */
export type GeneratingRuleName = keyof typeof generatingRules;

/** What is special about one finding; `fix` only where the rule's own words are too general. */
interface Overrides {
  readonly severity?: Severity;
  readonly fix?: string;
  readonly changes?: readonly Change[];
}

/** A diagnostic of one of the rules above. */
export function finding(
  rule: GeneratingRuleName,
  position: Position,
  message: string,
  overrides: Overrides = {},
): Diagnostic {
  const { severity, why, fix } = generatingRules[rule];
  return { rule, severity, why, fix, message, position, ...overrides };
}
