import * as z from 'zod';

/*
 * What `countersign flatten --json` prints; docs/flatten.schema.json is made of it. Names are those of
 * the policy's elements and attributes, a list keeps the order of the merged policy, and what the policy
 * does not say is absent, unless a comment gives what B2C takes instead.
 */

const text = z.string();
const optionalText = z.string().optional();
const ids = z.array(z.string());
const flag = z.boolean();

const precondition = z
  .strictObject({
    type: z.enum(['ClaimsExist', 'ClaimEquals']),
    executeActionsIf: flag,
    values: z.array(text).describe("The claim's id, and for ClaimEquals a literal."),
    action: text,
  })
  .meta({ id: 'Precondition' });

const claim = z
  .strictObject({
    claimTypeReferenceId: text.describe('As the profile spells it.'),
    partnerClaimType: text.describe(
      "The attribute, else the claim type's default for the profile's protocol, else the claim type's id.",
    ),
    dataType: optionalText.describe('Absent where no claim type of that id has a DataType.'),
    required: flag,
    defaultValue: optionalText,
    alwaysUseDefaultValue: flag,
  })
  .meta({ id: 'Claim' });

const persistedClaim = claim
  .extend({ overwriteIfExists: z.boolean().optional() })
  .meta({ id: 'PersistedClaim' });

const displayClaim = z
  .strictObject({
    claimTypeReferenceId: optionalText,
    displayControlReferenceId: optionalText,
    required: flag,
  })
  .meta({ id: 'DisplayClaim' });

const validationTechnicalProfile = z
  .strictObject({
    referenceId: text,
    continueOnError: flag,
    continueOnSuccess: flag,
    preconditions: z.array(precondition),
  })
  .meta({ id: 'ValidationTechnicalProfile' });

const technicalProfile = z
  .strictObject({
    id: text,
    displayName: optionalText,
    description: optionalText,
    domain: optionalText,
    claimsProvider: z
      .strictObject({ displayName: optionalText, domain: optionalText })
      .optional()
      .describe('The ClaimsProvider that it stands in.'),
    protocol: z.strictObject({ name: text, handler: optionalText }).optional(),
    inputTokenFormat: optionalText,
    outputTokenFormat: optionalText,
    includes: ids.describe('The technical profiles that it includes, nearest first.'),
    metadata: z.record(text, text),
    cryptographicKeys: z.record(text, text).describe('Id of the Key to its StorageReferenceId.'),
    inputClaimsTransformations: ids,
    inputClaims: z.array(claim),
    displayClaims: z.array(displayClaim),
    persistedClaims: z.array(persistedClaim),
    outputClaims: z.array(claim),
    outputClaimsTransformations: ids,
    validationTechnicalProfiles: z.array(validationTechnicalProfile),
    subjectNamingInfo: z
      .strictObject({
        claimType: text,
        format: optionalText,
        excludeAsClaim: z.boolean().optional(),
      })
      .optional(),
    includeInSso: z.boolean().optional(),
    useTechnicalProfileForSessionManagement: optionalText,
    enabledForUserJourneys: optionalText,
  })
  .meta({ id: 'TechnicalProfile' });

const claimType = z
  .strictObject({
    id: text,
    dataType: optionalText,
    displayName: optionalText,
    userInputType: optionalText,
    adminHelpText: optionalText,
    userHelpText: optionalText,
    defaultPartnerClaimTypes: z.record(text, text).describe('Protocol to PartnerClaimType.'),
    enumeration: z.array(z.strictObject({ text, value: text, selectByDefault: flag })).optional(),
    pattern: z.strictObject({ regularExpression: text, helpText: optionalText }).optional(),
    predicateValidationReference: optionalText,
  })
  .meta({ id: 'ClaimType' });

const transformationClaim = z
  .strictObject({
    claimTypeReferenceId: text,
    transformationClaimType: optionalText,
  })
  .meta({ id: 'TransformationClaim' });

const claimsTransformation = z
  .strictObject({
    id: text,
    transformationMethod: text,
    inputClaims: z.array(transformationClaim),
    inputParameters: z.array(z.strictObject({ id: text, dataType: text, value: text })),
    outputClaims: z.array(transformationClaim),
  })
  .meta({ id: 'ClaimsTransformation' });

const orchestrationStep = z
  .strictObject({
    order: z.number().int(),
    type: text,
    contentDefinitionReferenceId: optionalText,
    cpimIssuerTechnicalProfileReferenceId: optionalText,
    preconditions: z.array(precondition),
    claimsProviderSelections: z.array(
      z.strictObject({
        targetClaimsExchangeId: optionalText,
        validationClaimsExchangeId: optionalText,
      }),
    ),
    claimsExchanges: z.array(z.strictObject({ id: text, technicalProfileReferenceId: text })),
    journeyList: ids.describe('The sub journeys that it may call.'),
  })
  .meta({ id: 'OrchestrationStep' });

const userJourney = z
  .strictObject({
    id: text,
    defaultCpimIssuerTechnicalProfileReferenceId: optionalText,
    authorizationTechnicalProfiles: ids,
    orchestrationSteps: z.array(orchestrationStep),
  })
  .meta({ id: 'UserJourney' });

const subJourney = z
  .strictObject({
    id: text,
    type: z.enum(['Call', 'Transfer']),
    orchestrationSteps: z.array(orchestrationStep),
  })
  .meta({ id: 'SubJourney' });

const relyingParty = z
  .strictObject({
    defaultUserJourney: optionalText,
    endpoints: z.array(z.strictObject({ id: text, userJourneyReferenceId: text })),
    userJourneyBehaviors: z
      .json()
      .optional()
      .describe('UserJourneyBehaviors, its elements and attributes as properties.'),
    technicalProfiles: z.array(technicalProfile),
  })
  .meta({ id: 'RelyingParty' });

const diagnostic = z
  .strictObject({
    rule: text,
    severity: z.enum(['error', 'warning', 'notice']),
    message: text,
    why: text,
    fix: text,
    position: z.strictObject({
      file: text,
      line: z.number().int(),
      column: z.number().int(),
    }),
  })
  .meta({ id: 'Diagnostic' });

/** The effective policy of one file: its chain merged, its includes resolved. */
export const flattenedPolicy = z
  .strictObject({
    policyId: z.string().nullable().describe('Null where the file cannot be read as a policy.'),
    chain: z
      .array(z.strictObject({ policyId: text, file: text }))
      .describe('From the root base policy to the policy itself.'),
    relyingParty: relyingParty.optional(),
    technicalProfiles: z.array(technicalProfile),
    claimTypes: z.array(claimType),
    claimsTransformations: z.array(claimsTransformation),
    userJourneys: z.array(userJourney),
    subJourneys: z.array(subJourney),
    diagnostics: z.array(diagnostic),
  })
  .describe('What "countersign flatten --json" prints: an effective policy of Azure AD B2C.');

export type FlattenedPolicy = z.output<typeof flattenedPolicy>;
export type FlattenedTechnicalProfile = z.output<typeof technicalProfile>;
export type FlattenedClaim = z.output<typeof persistedClaim>;
export type FlattenedStep = z.output<typeof orchestrationStep>;
export type FlattenedClaimType = z.output<typeof claimType>;
