import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import type { MergedPolicy } from './merge.ts';
import type { TechnicalProfile } from './model.ts';
import { fault, type ReadingRuleName } from './reading-rules.ts';
import type { Position } from './source.ts';

/*
 * What technical profiles refer to must be declared somewhere in the chain. They are looked at before
 * includes are resolved, so that each reference is judged once, where it is written.
 */

/** Everything that references of technical profiles may name. */
type Declarations = Pick<
  MergedPolicy,
  'claimTypes' | 'technicalProfiles' | 'claimsTransformations'
>;

/** Relying parties mostly declare nothing, so what was found for their base holds for them. */
const knownByProfiles = new WeakMap<object, { of: Declarations; diagnostics: Diagnostic[] }>();

/** References of all technical profiles, the relying party's among them, to what nobody declares. */
export function unknownReferences(policy: MergedPolicy): Diagnostic[] {
  const relyingParty = policy.relyingParty?.technicalProfiles ?? [];
  const { technicalProfiles, claimTypes, claimsTransformations } = policy;
  const known = knownByProfiles.get(technicalProfiles);
  if (
    known?.of.claimTypes === claimTypes &&
    known.of.claimsTransformations === claimsTransformations
  ) {
    return [...known.diagnostics, ...unknownOf(relyingParty, policy)];
  }
  const diagnostics = unknownOf(technicalProfiles.values(), policy);
  const of = { technicalProfiles, claimTypes, claimsTransformations };
  knownByProfiles.set(technicalProfiles, { of, diagnostics });
  return [...diagnostics, ...unknownOf(relyingParty, policy)];
}

function unknownOf(profiles: readonly TechnicalProfile[], declared: Declarations): Diagnostic[] {
  return [
    ...unknownClaimTypes(profiles, declared),
    ...unknownTechnicalProfiles(profiles, declared),
    ...unknownTransformations(profiles, declared),
  ];
}

function unknownClaimTypes(
  profiles: readonly TechnicalProfile[],
  { claimTypes }: Declarations,
): Diagnostic[] {
  const search = new Search('ref-unknown-claim-type', 'claim type', claimTypes);
  for (const profile of profiles) {
    const { inputClaims, displayClaims, persistedClaims, outputClaims } = profile;
    for (const claims of [inputClaims, displayClaims, persistedClaims, outputClaims]) {
      for (const claim of claims) search.look(claim.claimTypeReferenceId, claim.position);
    }
  }
  return search.diagnostics;
}

function unknownTechnicalProfiles(
  profiles: readonly TechnicalProfile[],
  { technicalProfiles }: Declarations,
): Diagnostic[] {
  const rule = 'ref-unknown-technical-profile';
  const search = new Search(rule, 'technical profile', technicalProfiles);
  for (const { validationTechnicalProfiles, useTechnicalProfileForSessionManagement } of profiles) {
    for (const { referenceId, position } of validationTechnicalProfiles) {
      search.look(referenceId, position);
    }
    const session = useTechnicalProfileForSessionManagement;
    if (session) search.look(session.referenceId, session.position);
  }
  return search.diagnostics;
}

function unknownTransformations(
  profiles: readonly TechnicalProfile[],
  { claimsTransformations }: Declarations,
): Diagnostic[] {
  const rule = 'ref-unknown-transformation';
  const search = new Search(rule, 'claims transformation', claimsTransformations);
  for (const { inputClaimsTransformations, outputClaimsTransformations } of profiles) {
    for (const list of [inputClaimsTransformations, outputClaimsTransformations]) {
      for (const { referenceId, position } of list) search.look(referenceId, position);
    }
  }
  return search.diagnostics;
}

/** Collects the references of one kind that lead nowhere. */
class Search {
  readonly diagnostics: Diagnostic[] = [];
  readonly #rule: ReadingRuleName;
  readonly #kind: string;
  readonly #declared: { has(id: string): boolean; keys(): string[] };
  readonly #suggestions = new Suggestions();

  constructor(
    rule: ReadingRuleName,
    kind: string,
    declared: { has(id: string): boolean; keys(): string[] },
  ) {
    this.#rule = rule;
    this.#kind = kind;
    this.#declared = declared;
  }

  look(id: string | undefined, position: Position): void {
    if (id === undefined || this.#declared.has(id)) return;
    const suggestion = this.#suggestions.for(id, () => this.#declared.keys());
    const message = `Unknown ${this.#kind} "${id}".${suggestion}`;
    this.diagnostics.push(fault(this.#rule, position, message));
  }
}
