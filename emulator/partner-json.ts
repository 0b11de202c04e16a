import { ownProperty, readJsonPath } from '../caller/json-path.ts';
import { exactJsonText, parseExactJson } from '../compiler/exact-json.ts';
import type { DataType } from '../compiler/model.ts';
import type { ProfileRun } from './profile-run.ts';
import type { PartnerClaims } from './profile-type.ts';
import { isFlagSet } from './provider-endpoints.ts';

/** Reads an answer that is JSON, or a form as old providers send it. Undefined where it is neither. */
export function parseAnswer(text: string): unknown {
  const json = parseExactJson(text);
  if (json !== undefined) return json;
  const isForm = /^[^\s={}<>]+=[^\s{}<>]*$/.test(text.trim());
  return isForm ? Object.fromEntries(new URLSearchParams(text.trim())) : undefined;
}

/**
 * Claims by PartnerClaimType out of JSON answers; the first that has one counts. `{oauth2:…}` is what
 * the token endpoint answered.
 * @param hasPaths whether names are paths; default: as the metadata says
 * @see facts engine 2.7, 2.8
 */
export function jsonClaims(
  run: ProfileRun,
  sources: readonly unknown[],
  hasPaths = isFlagSet(run, 'ResolveJsonPathsInJsonTokens'),
): PartnerClaims {
  return ({ claimTypeReferenceId, partnerClaimType }) => {
    const [, token] = /^\{oauth2:([^{}]+)\}$/i.exec(partnerClaimType) ?? [];
    if (token !== undefined) return run.transaction.partnerTokens.get(token);
    for (const source of sources) {
      const found = hasPaths
        ? readJsonPath(source, partnerClaimType)
        : ownProperty(source, partnerClaimType);
      if (found !== undefined) return asClaim(run.dataType(claimTypeReferenceId), found);
    }
    return undefined;
  };
}

/** A text claim takes any JSON as its text, a collection a single value. */
function asClaim(dataType: DataType, json: unknown): unknown {
  if (dataType === 'stringCollection' && typeof json === 'string') return [json];
  if (dataType !== 'string' || typeof json === 'string' || json === null) return json;
  return typeof json === 'object' ? exactJsonText(json) : String(json);
}

/** The members of an object that are text or numbers, as text. */
export function textMembers(json: unknown): ReadonlyMap<string, string> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return new Map();
  return new Map(
    Object.entries(json)
      .filter(([, value]) => ['string', 'number', 'bigint', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name, String(value)]),
  );
}
