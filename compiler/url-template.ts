import type { Diagnostic } from './diagnostic.ts';
import { didYouMeanOneOf } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { fold, IdMap } from './id-map.ts';
import type { InputClaim, MetadataItem } from './model.ts';
import type { RestfulTechnicalProfile, WireClaim } from './restful-technical-profile.ts';
import { onlyPlaceholder, placeholder, placeholdersIn, type ServiceUrl } from './service-url.ts';
import type { Position } from './source.ts';

/** A ServiceUrl as the Functions host sees it. */
export interface UrlTemplate {
  /** Path less the route prefix; `{name}` is a claim's wire name, other braces are doubled. */
  readonly route: string;
  readonly urlQuery: readonly (readonly [parameter: string, wireName: string])[];
  /** Of the claims that can be read from path and query. */
  readonly wireNames: ReadonlySet<string>;
}

/** Reads the placeholders of SendClaimsIn=Url; elsewhere B2C leaves braces as they are. @see facts rest-contract 1.1, 1.3 */
export function readUrlTemplate(
  restful: RestfulTechnicalProfile,
  url: ServiceUrl,
  options: { readonly routePrefix: string; readonly diagnostics: Diagnostic[] },
): UrlTemplate {
  const segments = withoutPrefix(url.segments, options.routePrefix);
  if (restful.sendClaimsIn !== 'Url') {
    return { route: segments.map(literal).join('/'), urlQuery: [], wireNames: new Set() };
  }
  const reader = new PlaceholderReader(restful, options.diagnostics);
  const route = segments.map((segment) => reader.readSegment(segment)).join('/');
  const urlQuery = reader.readQuery(url.query);
  return { route, urlQuery, wireNames: reader.wireNames };
}

/** Segments compare without case, as the host routes; a path without the prefix stays whole. */
function withoutPrefix(segments: readonly string[], routePrefix: string): readonly string[] {
  const prefix = prefixSegments(routePrefix);
  return startsWithPrefix(segments, routePrefix) ? segments.slice(prefix.length) : segments;
}

/** Whether the host would find the path at all. */
export function startsWithPrefix(segments: readonly string[], routePrefix: string): boolean {
  return prefixSegments(routePrefix).every(
    (part, index) => fold(part) === fold(segments[index] ?? ''),
  );
}

function prefixSegments(routePrefix: string): string[] {
  return routePrefix.split('/').filter((part) => part !== '');
}

/** A route's text that is no parameter. */
function literal(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}');
}

class PlaceholderReader {
  readonly wireNames = new Set<string>();
  readonly #restful: RestfulTechnicalProfile;
  readonly #diagnostics: Diagnostic[];
  readonly #parameters = new Set<string>();
  readonly #byId: IdMap<WireClaim<InputClaim>>;
  readonly #byWireName: IdMap<WireClaim<InputClaim>>;

  constructor(restful: RestfulTechnicalProfile, diagnostics: Diagnostic[]) {
    this.#restful = restful;
    this.#diagnostics = diagnostics;
    const claims = restful.inputClaims.toReversed(); // of two alike the first stays
    this.#byId = new IdMap(claims.map((claim) => [claim.claimType.id, claim]));
    this.#byWireName = new IdMap(claims.map((claim) => [claim.wireName, claim]));
  }

  readSegment(segment: string): string {
    const parts = segment.split(placeholder); // texts at even places, names at odd ones
    return parts
      .map((part, index) => (index % 2 === 0 ? literal(part) : this.#routeParameter(part)))
      .join('');
  }

  readQuery(query: ServiceUrl['query']): [string, string][] {
    const byName = Map.groupBy(query, ([name]) => name);
    return [...byName].flatMap(([name, [first, second]]) => {
      if (second !== undefined && byName.get(name)?.some(hasPlaceholder)) this.#reportTwice(name);
      return first ? this.#readParameter(name, first[1]) : [];
    });
  }

  #readParameter(parameter: string, value: string): [string, string][] {
    const name = onlyPlaceholder(value);
    if (name === undefined) {
      if (placeholdersIn(value).length > 0) this.#reportMixed(parameter);
      return [];
    }
    if (isResolver(name)) {
      this.#reportResolver(name);
      return [];
    }
    const claim = this.#claim(name);
    if (claim === undefined) return [];
    this.wireNames.add(claim.wireName);
    return [[parameter, claim.wireName]];
  }

  #routeParameter(name: string): string {
    if (isResolver(name)) {
      this.#reportResolver(name);
      return literal(`{${name}}`);
    }
    const wireName = this.#claim(name)?.wireName;
    if (wireName === undefined) return literal(`{${name}}`);
    if (!isParameterName(wireName)) {
      const message = `"${wireName}" of "${this.#restful.id}" cannot be the name of a route parameter.`;
      this.#diagnostics.push(finding('rest-wire-name', this.#position, message));
    }
    this.#reportRepeated(wireName);
    this.wireNames.add(wireName);
    return `{${wireName}}`;
  }

  /** By claim id or by PartnerClaimType: which of them B2C takes is not documented. */
  #claim(name: string): WireClaim<InputClaim> | undefined {
    const { id } = this.#restful;
    const claim = this.#byId.get(name) ?? this.#byWireName.get(name);
    if (claim === undefined) {
      const message = `The placeholder "{${name}}" in the ServiceUrl of "${id}" is no InputClaim.`;
      this.#report(message + didYouMeanOneOf(name, this.#byId));
    } else if (claim.claimType.id !== claim.wireName || claim.wireName !== name) {
      const message = `The placeholder "{${name}}" in the ServiceUrl of "${id}" stands for the claim "${claim.claimType.id}" with the wire name "${claim.wireName}".`;
      this.#report(message, 'warning');
    }
    return claim;
  }

  #reportRepeated(wireName: string): void {
    if (!this.#parameters.has(fold(wireName))) {
      this.#parameters.add(fold(wireName));
      return;
    }
    const message = `The path in the ServiceUrl of "${this.#restful.id}" has "{${wireName}}" twice.`;
    this.#diagnostics.push(finding('route-unusable', this.#position, message));
  }

  /** The host joins the values of a name that is there twice. @see facts runtime 1 */
  #reportTwice(parameter: string): void {
    this.#report(`The query in the ServiceUrl of "${this.#restful.id}" has "${parameter}" twice.`);
  }

  /** Whether and how B2C resolves it there is not documented. */
  #reportResolver(name: string): void {
    const message = `"{${name}}" in the ServiceUrl of "${this.#restful.id}" is a claim resolver and no InputClaim; it is taken as text.`;
    this.#report(message, 'warning');
  }

  #reportMixed(parameter: string): void {
    const message = `The query parameter "${parameter}" of "${this.#restful.id}" has more than a placeholder; claims are not read from it.`;
    this.#report(message, 'warning');
  }

  #report(message: string, severity: 'error' | 'warning' = 'error'): void {
    this.#diagnostics.push(finding('rest-url-placeholder', this.#position, message, { severity }));
  }

  get #position(): Position {
    const { metadata, position } = this.#restful.technicalProfile;
    const isServiceUrl = ({ key }: MetadataItem) => fold(key.trim()) === 'serviceurl';
    return metadata.find(isServiceUrl)?.position ?? position;
  }
}

/** `{Policy:TenantObjectId}`: category and name. @see facts policy-language 9 */
function isResolver(name: string): boolean {
  return /^[a-z][\w-]*:/i.test(name);
}

function hasPlaceholder([, value]: readonly [string, string]): boolean {
  return placeholdersIn(value).length > 0;
}

function isParameterName(name: string): boolean {
  return !/[/{}?*:=]/.test(name);
}
