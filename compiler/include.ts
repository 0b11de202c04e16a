import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import { fold, IdMap } from './id-map.ts';
import { validationWarnings } from './merge.ts';
import { mergeTechnicalProfile } from './merge-technical-profile.ts';
import type {
  EffectiveTechnicalProfile,
  TechnicalProfile,
  TechnicalProfileReference,
} from './model.ts';
import { fault } from './reading-rules.ts';

/** Ours, not B2C's: includes of includes grow with the square of their depth. */
const MAX_DEPTH = 100;

/** Ours: a common profile with half a megabyte of claims, included thousands of times, fills any memory. */
const MAX_INHERITED_PARTS = 100_000;

export interface IncludeResolution {
  readonly technicalProfiles: IdMap<EffectiveTechnicalProfile>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Rule 6: includes are resolved after the chain is merged, so that an override of a common profile
 * reaches all who include it; depth first; what the including profile says wins. Documented.
 * @see facts policy-language 2.2
 */
export function resolveIncludes(profiles: IdMap<TechnicalProfile>): IncludeResolution {
  const resolver = new IncludeResolver(profiles);
  for (const profile of profiles.values()) resolver.resolve(profile);
  return resolver.result();
}

/** What a profile became by what it includes: the same in each policy that has both. */
interface Resolved {
  readonly included: EffectiveTechnicalProfile | undefined;
  readonly claims: EffectiveTechnicalProfile | undefined;
  readonly effective: EffectiveTechnicalProfile;
}

/** Policies of one base share its profiles. Holds what was resolved without a word. */
const resolvedBefore = new WeakMap<TechnicalProfile, Resolved>();

class IncludeResolver {
  readonly #profiles: IdMap<TechnicalProfile>;
  readonly #resolved = new Map<string, EffectiveTechnicalProfile>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #suggestions = new Suggestions();
  #inheritedParts = 0;

  constructor(profiles: IdMap<TechnicalProfile>) {
    this.#profiles = profiles;
  }

  result(): IncludeResolution {
    const technicalProfiles = new IdMap<EffectiveTechnicalProfile>();
    for (const [id] of this.#profiles) {
      const resolved = this.#resolved.get(fold(id));
      if (resolved) technicalProfiles.set(id, resolved);
    }
    return { technicalProfiles, diagnostics: this.#diagnostics };
  }

  /** Without recursion: `path` holds the profiles that wait for the one after them. */
  resolve(start: TechnicalProfile): void {
    const path = [start];
    const waiting = new Set([fold(start.id)]);
    for (let profile = path.at(-1); profile; profile = path.at(-1)) {
      const next = this.#unresolved(profile, waiting);
      if (next) {
        path.push(next);
        waiting.add(fold(next.id));
        continue;
      }
      if (!this.#resolved.has(fold(profile.id))) this.#finish(profile, waiting, path);
      path.pop();
      waiting.delete(fold(profile.id));
    }
  }

  #unresolved(
    profile: TechnicalProfile,
    waiting: ReadonlySet<string>,
  ): TechnicalProfile | undefined {
    if (this.#resolved.has(fold(profile.id))) return undefined;
    for (const { referenceId } of referencesOf(profile)) {
      const id = fold(referenceId);
      if (!waiting.has(id) && !this.#resolved.has(id)) {
        const found = this.#profiles.get(id);
        if (found) return found;
      }
    }
    return undefined;
  }

  #finish(
    profile: TechnicalProfile,
    waiting: ReadonlySet<string>,
    path: readonly TechnicalProfile[],
  ): void {
    const included = this.#target(profile.includeTechnicalProfile);
    const claims = this.#target(profile.includeClaimsFromTechnicalProfile);
    const known = resolvedBefore.get(profile);
    const isKnown = known?.included === included && known?.claims === claims;
    if (known && isKnown && this.#hasRoomFor(included)) {
      this.#resolved.set(fold(profile.id), known.effective);
      return;
    }
    const told = this.#diagnostics.length;
    for (const reference of referencesOf(profile)) this.#check(reference, waiting, path);
    const merged = included ? this.#include(profile, included) : { ...profile, includes: [] };
    const effective = withoutReferences(claims ? addClaims(merged, claims) : merged);
    this.#resolved.set(fold(profile.id), effective);
    if (this.#diagnostics.length === told)
      resolvedBefore.set(profile, { included, claims, effective });
  }

  /** Counts what a profile inherits, and says whether it is not too much. */
  #hasRoomFor(included: EffectiveTechnicalProfile | undefined): boolean {
    const parts = included ? countParts(included) : 0;
    if (this.#inheritedParts + parts > MAX_INHERITED_PARTS) return false;
    this.#inheritedParts += parts;
    return true;
  }

  #target(reference: TechnicalProfileReference | undefined): EffectiveTechnicalProfile | undefined {
    return reference && this.#resolved.get(fold(reference.referenceId));
  }

  #check(
    { referenceId, position }: TechnicalProfileReference,
    waiting: ReadonlySet<string>,
    path: readonly TechnicalProfile[],
  ): void {
    if (waiting.has(fold(referenceId))) {
      const start = path.findIndex(({ id }) => fold(id) === fold(referenceId));
      const round = [...path.slice(start).map(({ id }) => `"${id}"`), `"${path[start]?.id}"`];
      const message = `The technical profiles include each other: ${round.join(' → ')}.`;
      this.#diagnostics.push(fault('include-cycle', position, message));
    } else if (!this.#profiles.has(referenceId)) {
      const suggestion = this.#suggestions.for(referenceId, () => this.#profiles.keys());
      const message = `There is no technical profile "${referenceId}" to include.${suggestion}`;
      this.#diagnostics.push(fault('ref-unknown-technical-profile', position, message));
    }
  }

  #include(
    profile: TechnicalProfile,
    included: EffectiveTechnicalProfile,
  ): EffectiveTechnicalProfile {
    if (included.includes.length >= MAX_DEPTH) {
      const position = profile.includeTechnicalProfile?.position ?? profile.position;
      const message = `"${profile.id}" includes more than ${MAX_DEPTH} technical profiles, one through the other.`;
      this.#diagnostics.push(fault('include-too-deep', position, message));
      return { ...profile, includes: [] };
    }
    if (!this.#hasRoomFor(included)) {
      const position = profile.includeTechnicalProfile?.position ?? profile.position;
      const message = `What "${included.id}" adds to "${profile.id}" is left out: this policy inherits more than ${MAX_INHERITED_PARTS} claims and settings.`;
      this.#diagnostics.push(fault('include-too-large', position, message));
      return { ...profile, includes: [] };
    }
    for (const warning of validationWarnings(profile, included)) this.#diagnostics.push(warning);
    const { claimsProvider: _notInherited, ...inherited } = included;
    const merged = mergeTechnicalProfile(profile, inherited);
    return { ...merged, includes: [included.id, ...included.includes] };
  }
}

/** What it is a list of. */
function countParts(profile: EffectiveTechnicalProfile): number {
  const lists = Object.values(profile).filter((value) => Array.isArray(value));
  return lists.reduce((count, { length }) => count + length, 0);
}

function referencesOf(profile: TechnicalProfile): TechnicalProfileReference[] {
  const { includeTechnicalProfile, includeClaimsFromTechnicalProfile } = profile;
  return [includeTechnicalProfile, includeClaimsFromTechnicalProfile].filter(
    (reference) => reference !== undefined,
  );
}

/** IncludeClaimsFromTechnicalProfile adds input and output claims only. */
function addClaims(
  profile: EffectiveTechnicalProfile,
  { inputClaims, outputClaims }: EffectiveTechnicalProfile,
): EffectiveTechnicalProfile {
  const onlyClaims = { ...nothing(profile), inputClaims, outputClaims };
  return { ...mergeTechnicalProfile(profile, onlyClaims), includes: profile.includes };
}

function nothing({ id, position }: TechnicalProfile): TechnicalProfile {
  return {
    id,
    position,
    metadata: [],
    cryptographicKeys: [],
    inputClaimsTransformations: [],
    inputClaims: [],
    displayClaims: [],
    persistedClaims: [],
    outputClaims: [],
    outputClaimsTransformations: [],
    validationTechnicalProfiles: [],
    errorHandlers: [],
  };
}

/** They have been followed: an effective profile includes nothing any more. */
function withoutReferences(profile: EffectiveTechnicalProfile): EffectiveTechnicalProfile {
  const {
    includeTechnicalProfile: _include,
    includeClaimsFromTechnicalProfile: _claims,
    ...rest
  } = profile;
  return rest;
}
