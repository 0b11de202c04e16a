import {
  claimsSchema,
  claimType,
  fill,
  type HostileFiles,
  journeyOf,
  onePolicy,
  profileOf,
  stepThatCalls,
} from './hostile-text.ts';

const selfAsserted = 'SelfAssertedAttributeProvider';

/** What walks through journeys, pages and what they call can get lost in. */
export const hostileJourneys: readonly HostileFiles[] = [
  {
    name: 'journeys that nobody starts',
    rule: 'journey-unreachable',
    files: () => {
      const step = stepThatCalls(0, 'S');
      return onePolicy({
        technicalProfiles: profileOf(selfAsserted, 'S', ''),
        userJourneys: fill(
          (i) =>
            `<UserJourney Id="J${i}"><OrchestrationSteps>${step}</OrchestrationSteps></UserJourney>`,
        ),
      });
    },
  },
  {
    name: 'sub journeys that invoke the next one twice',
    rule: 'sub-nested',
    files: () =>
      onePolicy({
        userJourneys: journeyOf(invoking(0, 'B0')),
        subJourneys: fill(
          (i) =>
            `<SubJourney Id="B${i}" Type="Call"><OrchestrationSteps>${invoking(0, `B${i + 1}`)}${invoking(1, `B${i + 1}`)}</OrchestrationSteps></SubJourney>`,
        ),
      }),
  },
  {
    name: 'sub journeys that invoke themselves',
    rule: 'sub-recursive',
    files: () =>
      onePolicy({
        userJourneys: journeyOf(invoking(0, 'B0')),
        subJourneys: fill(
          (i) =>
            `<SubJourney Id="B${i}" Type="Call"><OrchestrationSteps>${invoking(0, `B${i}`)}</OrchestrationSteps></SubJourney>`,
        ),
      }),
  },
  {
    name: 'preconditions of one step',
    rule: 'pre-boolean-case',
    files: () => {
      const preconditions = `<Preconditions>${fill(precondition)}</Preconditions>`;
      const step = stepThatCalls(0, 'S').replace(
        '<ClaimsExchanges>',
        `${preconditions}<ClaimsExchanges>`,
      );
      return onePolicy({
        buildingBlocks:
          '<ClaimsSchema><ClaimType Id="b"><DataType>boolean</DataType></ClaimType></ClaimsSchema>',
        technicalProfiles: profileOf(selfAsserted, 'S', ''),
        userJourneys: journeyOf(step),
      });
    },
  },
  {
    name: 'pages that all validate with the same profiles',
    rule: 'journey-no-send-claims',
    files: () => onePolicy(pages()),
  },
  {
    name: 'a page with very many validations',
    rule: 'dup-id',
    files: () => {
      const page = `<ValidationTechnicalProfiles>${fill((i) => `<ValidationTechnicalProfile ReferenceId="V${i % 1000}" />`, 0.6)}</ValidationTechnicalProfiles>`;
      return onePolicy({
        technicalProfiles: `${fill((i) => profileOf(selfAsserted, `V${i}`, ''), 0.3)}${profileOf(selfAsserted, 'S', page)}`,
        userJourneys: journeyOf(stepThatCalls(0, 'S')),
      });
    },
  },
  {
    name: 'display controls that nobody shows',
    rule: 'ui-control-claims',
    files: () =>
      onePolicy({
        buildingBlocks: `<DisplayControls>${fill((i) => `<DisplayControl Id="D${i}" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="c" /></DisplayClaims></DisplayControl>`)}</DisplayControls>`,
      }),
  },
  {
    name: 'content definitions of very many languages',
    rule: 'ref-unknown-localized-resources',
    files: () =>
      onePolicy({
        buildingBlocks: `<ContentDefinitions>${fill((i) => `<ContentDefinition Id="d${i}"><LocalizedResourcesReferences MergeBehavior="Prepend"><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="r${i}" /></LocalizedResourcesReferences></ContentDefinition>`)}</ContentDefinitions>`,
      }),
  },
  {
    name: 'technical profiles that include one which holds half the file',
    rule: 'include-too-large',
    files: () => {
      const claims = fill((i) => `<OutputClaim ClaimTypeReferenceId="c${i}" />`, 0.3);
      return onePolicy({
        buildingBlocks: claimsSchema((i) => claimType(`c${i}`), 0.3),
        technicalProfiles: `${profileOf(selfAsserted, 'Common', `<OutputClaims>${claims}</OutputClaims>`)}${fill(
          (i) =>
            `<TechnicalProfile Id="P${i}"><DisplayName>P</DisplayName><IncludeTechnicalProfile ReferenceId="Common" /></TechnicalProfile>`,
          0.4,
        )}`,
      });
    },
  },
  {
    name: 'a token with very many claims',
    rule: 'flow-rp-output-not-produced',
    files: () => {
      const claims = fill((i) => `<OutputClaim ClaimTypeReferenceId="c${i}" />`, 0.4);
      const profile = `<TechnicalProfile Id="PolicyProfile"><DisplayName>P</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims>${claims}</OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>`;
      return onePolicy({
        buildingBlocks: claimsSchema((i) => claimType(`c${i}`), 0.5),
        technicalProfiles: profileOf(selfAsserted, 'S', ''),
        userJourneys: journeyOf(stepThatCalls(0, 'S')),
        relyingParty: `<DefaultUserJourney ReferenceId="J" />${profile}`,
      });
    },
  },
];

function invoking(index: number, subJourney: string): string {
  return `<OrchestrationStep Order="${index + 1}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="${subJourney}" /></JourneyList></OrchestrationStep>`;
}

function precondition(index: number): string {
  return `<Precondition Type="ClaimEquals" ExecuteActionsIf="${index % 2 === 0}"><Value>b</Value><Value>true</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`;
}

/** A hundred profiles with as many claims, which all pages of the journey call. */
function pages() {
  const claims = Array.from(
    { length: 100 },
    (_, i) => `<OutputClaim ClaimTypeReferenceId="c${i}" />`,
  );
  const outputs = `<OutputClaims>${claims.join('')}</OutputClaims>`;
  const validations = Array.from({ length: 50 }, (_, i) => {
    return `<ValidationTechnicalProfile ReferenceId="V${i}" />`;
  });
  const listed = `<ValidationTechnicalProfiles>${validations.join('')}</ValidationTechnicalProfiles>`;
  const called = Array.from({ length: 50 }, (_, i) => profileOf(selfAsserted, `V${i}`, outputs));
  return {
    buildingBlocks: claimsSchema((i) => claimType(`c${i}`), 0.02),
    technicalProfiles: `${called.join('')}${fill((i) => profileOf(selfAsserted, `S${i}`, listed), 0.5)}`,
    userJourneys: journeyOf(fill((i) => stepThatCalls(i, `S${i % 170}`), 0.2)),
  };
}
