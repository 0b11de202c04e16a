import type { ClaimsBag, ClaimValue } from '../caller/claims-bag.ts';
import type { ContractCase, Expectation } from '../caller/contract-case.ts';
import { readClaim } from '../caller/read-claim.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';
import type { Locate } from '../compiler/yaml-file.ts';
import type { CaseText } from './contract-cases-file.ts';
import { fault, readCasesYaml } from './contract-cases-yaml.ts';
import type { SelectedProfile } from './contract-profiles.ts';
import type { RelyingPartyProfiles } from './restful-profiles.ts';

/** What gives a cases file its meaning. */
export interface CasesSource {
  readonly file: string;
  readonly text: string;
  /** The profiles that are tested. */
  readonly selected: readonly SelectedProfile[];
  /** All that there are: a case of one that is not tested is left out. */
  readonly relyingParties: readonly RelyingPartyProfiles[];
  /** The value of `{Settings:name}`; undefined where there is none. */
  readonly setting: (name: string) => string | undefined;
  /** The value of `{Run:Id}`. */
  readonly runId: string;
}

/** Cases that can be run, or what is wrong with the file: then there are none. */
export interface ContractCases {
  readonly cases: readonly ContractCase[];
  /** Names of the cases whose profile is not tested. */
  readonly leftOut: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a cases file against the policies: names of profiles and claims, types of values. */
export function readContractCases(source: CasesSource): ContractCases {
  const { cases, locate, diagnostics } = readCasesYaml(source.file, source.text);
  const found: Diagnostic[] = [...diagnostics];
  const read = cases.map((text, index) => {
    const place: Locate = (path) => locate(['cases', index, ...path]);
    return { name: text.name, found: new CaseReader(source, place, found).read(text) };
  });
  if (found.length > 0) return { cases: [], leftOut: [], diagnostics: found };
  return {
    cases: read.flatMap((each) => each.found ?? []),
    leftOut: read.filter((each) => each.found === undefined).map(({ name }) => name),
    diagnostics: [],
  };
}

/** Reads one case; faults go to the list of all. */
class CaseReader {
  readonly #source: CasesSource;
  readonly #locate: Locate;
  readonly #diagnostics: Diagnostic[];
  readonly #settingTexts: string[] = [];

  constructor(source: CasesSource, locate: Locate, diagnostics: Diagnostic[]) {
    this.#source = source;
    this.#locate = locate;
    this.#diagnostics = diagnostics;
  }

  /** Undefined for a profile that is not tested. */
  read(text: CaseText): ContractCase | undefined {
    const selected = this.#findProfile(text.profile);
    if (selected === undefined) return undefined;
    const { name, language, parameters, withinMs, repeat: deliveries } = text;
    const known = {
      ...(language === undefined ? {} : { language }),
      ...(parameters === undefined ? {} : { parameters: new Map(Object.entries(parameters)) }),
      ...(withinMs === undefined ? {} : { withinMs }),
    };
    const { profile } = selected;
    const claims = this.#readClaims(text.claims, ['claims'], inputsOf(selected));
    const expected = this.#readExpectation(text.expect, outputsOf(selected));
    const settingTexts = this.#settingTexts;
    return { name, profile, claims, settingTexts, expected, deliveries, ...known };
  }

  #findProfile(id: string): SelectedProfile | undefined {
    const { selected, relyingParties } = this.#source;
    const found = selected.find(({ profile }) => fold(profile.id) === fold(id));
    if (found || relyingParties.some(({ profiles }) => profiles.has(id))) return found;
    const known = relyingParties.flatMap(({ profiles }) => profiles.keys());
    const message = `There is no RESTful technical profile "${id}".${didYouMean(id, known)}`;
    this.#report(['profile'], message);
    return undefined;
  }

  #readExpectation(expect: CaseText['expect'], names: ClaimNames): Expectation {
    const { refusal, status } = expect;
    if (status !== undefined) return { kind: 'status', status };
    if (refusal === undefined) return this.#readClaimsExpectation(expect, names);
    const { code, userMessage } = refusal;
    return {
      kind: 'refusal',
      status: refusal.status,
      ...(code === undefined ? {} : { code }),
      ...(userMessage === undefined ? {} : { userMessage: new RegExp(userMessage, 'u') }),
    };
  }

  #readClaimsExpectation(expect: CaseText['expect'], names: ClaimNames): Expectation {
    const { claims = {}, present = [], absent = [] } = expect;
    const idsOf = (key: string, ids: readonly string[]) =>
      ids.flatMap((id, index) => this.#find(id, ['expect', key, index], names)?.id ?? []);
    return {
      kind: 'claims',
      claims: this.#readClaims(claims, ['expect', 'claims'], names),
      present: idsOf('present', present),
      absent: idsOf('absent', absent),
    };
  }

  #readClaims(
    values: Readonly<Record<string, unknown>>,
    path: readonly string[],
    names: ClaimNames,
  ): ClaimsBag {
    const claims: ClaimsBag = new IdMap();
    for (const [name, json] of Object.entries(values)) {
      const place = [...path, name];
      const claimType = this.#find(name, place, names);
      const value = claimType && this.#readValue(claimType, json, place);
      if (value !== undefined) claims.set(claimType?.id ?? name, value);
    }
    return claims;
  }

  #find(name: string, path: readonly PropertyKey[], names: ClaimNames): ClaimType | undefined {
    const claimType = names.byName.get(name);
    if (claimType) return claimType;
    const hint = didYouMean(name, names.byName.keys());
    this.#report(path, `"${name}" is no ${names.kind} claim of the profile.${hint}`);
    return undefined;
  }

  #readValue(
    { id, dataType = 'string' }: ClaimType,
    json: unknown,
    path: readonly PropertyKey[],
  ): ClaimValue | undefined {
    const filled = this.#fill(json, path);
    const isText = dataType === 'string' && typeof filled !== 'string';
    const read = isText ? undefined : readClaim(dataType, filled);
    if (read && filled !== null) return read.value;
    const advice = isText ? ' Put it into quotes.' : '';
    this.#report(path, `The value of the claim "${id}" is no ${dataType}.${advice}`);
    return undefined;
  }

  /** Fills `{Settings:Name}` and `{Run:Id}` in a text, or in all texts of a list or object. */
  #fill(json: unknown, path: readonly PropertyKey[]): unknown {
    if (Array.isArray(json)) return json.map((item) => this.#fill(item, path));
    if (typeof json === 'object' && json !== null) {
      const entries = Object.entries(json).map(([key, item]) => [key, this.#fill(item, path)]);
      return Object.fromEntries(entries);
    }
    if (typeof json !== 'string') return json;
    return json.replaceAll(
      /\{(Settings|Run):([\w.-]+)\}/gi,
      (place, kind: string, name: string) => {
        return fold(kind) === 'run' ? this.#source.runId : this.#setting(name, place, path);
      },
    );
  }

  #setting(name: string, place: string, path: readonly PropertyKey[]): string {
    const value = this.#source.setting(name);
    if (value !== undefined) this.#settingTexts.push(value);
    else this.#report(path, `The setting "${name}" has no value: give --setting, or set it.`);
    return value ?? place;
  }

  #report(path: readonly PropertyKey[], message: string): void {
    this.#diagnostics.push(fault(this.#locate(path), message));
  }
}

/** The claims that a case may name at one place, by id and by wire name. */
interface ClaimNames {
  readonly kind: string;
  readonly byName: IdMap<ClaimType>;
}

/** All claims of the policy: transformations and resolvers may read those that are no InputClaims. */
function inputsOf({ policy, profile }: SelectedProfile): ClaimNames {
  const wireNames = profile.inputClaims.map(
    ({ wireName, claimType }) => [wireName, claimType] as const,
  );
  return { kind: 'known', byName: new IdMap([...wireNames, ...policy.claimTypes]) };
}

function outputsOf({ profile }: SelectedProfile): ClaimNames {
  const names = profile.outputClaims.flatMap(({ wireName, claimType }) => [
    [wireName, claimType] as const,
    [claimType.id, claimType] as const,
  ]);
  return { kind: 'output', byName: new IdMap(names) };
}
