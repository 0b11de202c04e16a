import { existsSync, readFileSync } from 'node:fs';
import { parseClaimText } from '../caller/claim-forms.ts';
import type { ClaimsBag, ClaimValue } from '../caller/claims-bag.ts';
import { readClaim } from '../caller/read-claim.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { parseExactJson } from '../compiler/exact-json.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type { ClaimType } from '../compiler/model.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { UsageError } from './usage.ts';

/** Where claims are named and typed. */
export interface ClaimNames {
  readonly claimTypes: IdMap<ClaimType>;
  readonly profile: RestfulTechnicalProfile;
}

/**
 * The claims of `--claims file.json`, and over them those of `--claim name=value`. A name is a
 * ClaimType's id, else the wire name of an InputClaim. Text becomes the claim's DataType; a
 * stringCollection takes one option per item, an identity takes JSON.
 * @throws UsageError with one line to print; a value is never quoted
 */
export function readClaims(
  names: ClaimNames,
  file: string | undefined,
  options: readonly string[],
): ClaimsBag {
  const claims = new IdMap<ClaimValue>();
  for (const [name, json] of file === undefined ? [] : readClaimsFile(file)) {
    const claimType = findClaimType(names, name);
    claims.set(claimType.id, readJson(claimType, json));
  }
  const texts = new IdMap<string[]>();
  for (const option of options) {
    const { id, text } = splitOption(names, option);
    texts.set(id, [...(texts.get(id) ?? []), text]);
  }
  for (const [id, values] of texts) {
    claims.set(id, readTexts(findClaimType(names, id), values));
  }
  return claims;
}

function readClaimsFile(file: string): [string, unknown][] {
  if (!existsSync(file)) throw new UsageError(`There is no file "${file}".`);
  const json = parseExactJson(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return Object.entries(json);
  throw new UsageError(`"${file}" holds no JSON object.`);
}

/** The command line has seen to the equals sign. */
function splitOption(names: ClaimNames, option: string): { id: string; text: string } {
  const equals = option.indexOf('=');
  const { id } = findClaimType(names, option.slice(0, equals));
  return { id, text: option.slice(equals + 1) };
}

function findClaimType({ claimTypes, profile }: ClaimNames, name: string): ClaimType {
  const byWireName = profile.inputClaims.find(({ wireName }) => fold(wireName) === fold(name));
  const claimType = claimTypes.get(name) ?? byWireName?.claimType;
  if (claimType) return claimType;
  const known = [...profile.inputClaims.map(({ wireName }) => wireName), ...claimTypes.keys()];
  throw new UsageError(`Unknown claim "${name}".${didYouMean(name, known)}`);
}

function readTexts(claimType: ClaimType, texts: readonly string[]): ClaimValue {
  if (claimType.dataType === 'stringCollection') return texts;
  const [text = '', second] = texts;
  if (second !== undefined) throw new UsageError(`The claim "${claimType.id}" takes one value.`);
  const value = parseClaimText(claimType.dataType ?? 'string', text);
  return value === undefined ? readJson(claimType, parseExactJson(text)) : value;
}

function readJson({ id, dataType = 'string' }: ClaimType, json: unknown): ClaimValue {
  const read = json === undefined ? undefined : readClaim(dataType, json);
  if (read) return read.value;
  throw new UsageError(`The value of the claim "${id}" is no ${dataType}.`);
}
