import { preconditionWords } from '../compiler/flatten-words.ts';
import type { ClaimType, EffectivePolicy } from '../compiler/model.ts';
import type { OrchestrationStep, SubJourney, UserJourney } from '../compiler/model-journeys.ts';
import { profileSections } from './flatten-report-profile.ts';
import { type Row, RowPrinter, type Section, shortNames } from './flatten-rows.ts';

/** An effective policy for people: each part with the file and line it comes from. */
export function flattenedText(policy: EffectivePolicy): string {
  const printer = new RowPrinter(shortNames(policy.chain.map(({ position }) => position.file)));
  const profiles = policy.technicalProfiles.values();
  const blocks = [
    chain(printer, policy),
    ...relyingParty(printer, policy),
    ...profiles.map((profile) => [
      printer.title(`TechnicalProfile ${profile.id}`, profile.position),
      ...profileSections(policy, profile).flatMap((section) => print(printer, section)),
    ]),
    ...policy.userJourneys.values().map((each) => journey(printer, 'UserJourney', each)),
    ...policy.subJourneys
      .values()
      .map((each) => journey(printer, `SubJourney (${each.type})`, each)),
    claimTypes(printer, policy),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** Rows without a heading stand at the profile itself. */
function print(printer: RowPrinter, section: Section): string[] {
  return section.heading === '' ? printer.rows(section.rows, 2) : printer.section(section, 2);
}

function chain(printer: RowPrinter, policy: EffectivePolicy): string[] {
  const rows = policy.chain.map(({ policyId, position }) => ({
    name: policyId,
    value: position.file,
  }));
  return [printer.title(policy.policyId, undefined), ...printer.rows(rows, 2)];
}

function relyingParty(printer: RowPrinter, policy: EffectivePolicy): string[][] {
  const { relyingParty: party } = policy;
  if (!party) return [];
  const journeyOf = party.defaultUserJourney;
  const rows: Row[] = [
    ...(journeyOf
      ? [{ name: 'default journey', value: journeyOf.referenceId, origin: journeyOf.position }]
      : []),
    ...party.endpoints.map(({ id, userJourneyReferenceId, position }) => {
      return { name: `endpoint ${id}`, value: userJourneyReferenceId, origin: position };
    }),
  ];
  const head = [printer.title('RelyingParty', party.position), ...printer.rows(rows, 2)];
  const profiles = party.technicalProfiles.map((profile) => [
    printer.title(`TechnicalProfile ${profile.id} of the relying party`, profile.position),
    ...profileSections(policy, { ...profile, includes: [] }).flatMap((section) =>
      print(printer, section),
    ),
  ]);
  return [head, ...profiles];
}

function journey(printer: RowPrinter, kind: string, each: UserJourney | SubJourney): string[] {
  const steps = each.orchestrationSteps.flatMap((step) => {
    const heading = [`${step.order}. ${step.type}`, step.contentDefinitionReferenceId];
    const title = heading.filter((part) => part !== undefined).join('  ');
    const rows = stepRows(step);
    const line = { name: title, origin: step.position };
    return [...printer.rows([line], 2), ...printer.rows(rows, 5)];
  });
  return [printer.title(`${kind} ${each.id}`, each.position), ...steps];
}

function stepRows(step: OrchestrationStep): Row[] {
  const issuer = step.cpimIssuerTechnicalProfileReferenceId;
  return [
    ...step.preconditions.map((precondition) => {
      return { name: preconditionWords(precondition), origin: precondition.position };
    }),
    ...step.claimsProviderSelections.map((selection) => {
      const { targetClaimsExchangeId, validationClaimsExchangeId, position } = selection;
      const name = targetClaimsExchangeId ? 'offers' : 'signs in with';
      return {
        name,
        value: targetClaimsExchangeId ?? validationClaimsExchangeId ?? '',
        origin: position,
      };
    }),
    ...step.claimsExchanges.map(({ id, technicalProfileReferenceId, position }) => {
      return { name: id, value: technicalProfileReferenceId, origin: position };
    }),
    ...step.journeyList.map(({ subJourneyReferenceId, position }) => {
      return { name: 'sub journey', value: subJourneyReferenceId, origin: position };
    }),
    ...(issuer ? [{ name: 'issuer', value: issuer }] : []),
  ];
}

function claimTypes(printer: RowPrinter, policy: EffectivePolicy): string[] {
  const rows = policy.claimTypes.values().map((claimType) => {
    return { name: claimType.id, value: claimTypeWords(claimType), origin: claimType.position };
  });
  return rows.length === 0
    ? []
    : [printer.title('ClaimTypes', undefined), ...printer.rows(rows, 2)];
}

function claimTypeWords({ dataType, userInputType, restriction }: ClaimType): string {
  const values = restriction?.enumerations.map(({ value }) => value) ?? [];
  const words = [
    dataType ?? 'no DataType',
    userInputType,
    values.length > 0 ? `one of ${values.join(', ')}` : undefined,
    restriction?.pattern && `matches ${restriction.pattern.regularExpression}`,
  ];
  return words.filter((word) => word !== undefined).join(', ');
}
