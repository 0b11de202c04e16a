import { dataTypes } from '../shared/data-types.ts';
import { parseJsonPath } from '../shared/json-path.ts';
import type { JsonValue } from './emit-json.ts';
import {
  authenticationScheme,
  errorResponses,
  errorSchemas,
  securitySchemes,
} from './emit-openapi-parts.ts';
import type { GeneratedClaimType } from './generated-claim-type.ts';
import type { GeneratedClaim, GeneratedProfile } from './generated-profile.ts';
import { IdMap } from './id-map.ts';
import { upperFirst } from './names.ts';

type Schemas = IdMap<JsonValue>;

/** The text of openapi.json: what callers of the functions see. OpenAPI 3.1. */
export function emitOpenApi(
  profiles: readonly GeneratedProfile[],
  claimTypes: readonly GeneratedClaimType[],
  routePrefix: string,
): string {
  const references = new IdMap(
    claimTypes.map(({ id, name }) => [id, schemaReference(upperFirst(name))]),
  );
  const schemas = claimTypes.map(
    (claimType) => [upperFirst(claimType.name), claimSchema(claimType)] as const,
  );
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'RESTful technical profiles',
      description: 'Written by `countersign generate` from the policies; do not edit.',
      version: '1.0.0',
    },
    servers: [{ url: `/${routePrefix}`.replace(/\/+$/, '') || '/' }],
    paths: paths(profiles, references),
    components: {
      schemas: { ...Object.fromEntries(schemas), ...errorSchemas },
      responses: errorResponses,
      securitySchemes: securitySchemes(profiles),
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function schemaOf(claimType: string, schemas: Schemas): JsonValue {
  const schema = schemas.get(claimType);
  if (schema === undefined) throw new Error(`The claim type "${claimType}" has no schema.`);
  return schema;
}

function schemaReference(name: string): JsonValue {
  return { $ref: `#/components/schemas/${name}` };
}

function claimSchema({ displayName, contract }: GeneratedClaimType): JsonValue {
  const { dataType, enumeration, pattern } = contract;
  const expression = pattern?.regularExpression;
  return {
    ...(displayName === undefined ? {} : { title: oneLine(displayName) }),
    ...(dataTypes[dataType].jsonSchema as { [key: string]: JsonValue }),
    ...(enumeration && dataType === 'string' ? { enum: enumeration } : {}),
    ...(expression && !expression.startsWith('(?i)') ? { pattern: expression } : {}),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function paths(profiles: readonly GeneratedProfile[], schemas: Schemas): JsonValue {
  const byPath = Map.groupBy(profiles, ({ contract }) => `/${openApiPath(contract.route)}`);
  return Object.fromEntries(
    Array.from(byPath, ([path, ofPath]) => {
      const byMethod = Map.groupBy(ofPath, ({ contract }) => contract.method.toLowerCase());
      const operations = Array.from(byMethod, ([method, [first, ...others]]) => {
        return [method, first ? operation(first, others, schemas) : {}];
      });
      return [path, Object.fromEntries(operations)];
    }),
  );
}

/** Doubled braces of a route are text, which OpenAPI has to percent-encode. */
function openApiPath(route: string): string {
  return route.replaceAll('{{', '%7B').replaceAll('}}', '%7D');
}

/** Profiles that call one route share its operation: what any of them sends and reads is right there. */
function operation(
  first: GeneratedProfile,
  others: readonly GeneratedProfile[],
  schemas: Schemas,
): JsonValue {
  const all = [first, ...others];
  const hasBody = first.contract.method === 'POST';
  const parameters = hasBody ? [] : mergeParameters(all, schemas);
  const outputs = all.map((profile) => outputSchema(profile, schemas));
  return {
    operationId: first.name,
    summary: oneLine(first.displayName ?? first.id),
    description: all
      .map(({ id, policyFiles }) => `${id}, declared in ${policyFiles[0]}.`)
      .join(' '),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody ? { requestBody: requestBody(all, schemas) } : {}),
    responses: {
      200: {
        description: 'The output claims; none is required.',
        content: { 'application/json': { schema: anyOf(outputs) } },
      },
      ...Object.assign({}, ...all.map(errorReferences)),
    },
    security: security(all),
  };
}

/** One schema as it is; of several each once. */
function anyOf(schemas: readonly JsonValue[]): JsonValue {
  if (schemas.length === 1) return schemas[0] ?? {};
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [only = {}, ...others] = distinct;
  return others.length === 0 ? only : { anyOf: distinct };
}

/** No scheme is an alternative of its own where another profile has one. */
function security(profiles: readonly GeneratedProfile[]): JsonValue[] {
  const schemes = profiles.map(({ contract }) => authenticationScheme(contract.authentication));
  if (schemes.every((scheme) => scheme.length === 0)) return [];
  const names = new Set(schemes.map(([scheme]) => scheme?.[0]));
  return Array.from(names, (name) => (name === undefined ? {} : { [name]: [] }));
}

/** A parameter is required where every profile needs it. */
function mergeParameters(profiles: readonly GeneratedProfile[], schemas: Schemas): JsonValue[] {
  const all = profiles.flatMap((profile) => {
    return profile.contract.input.flatMap((claim) => parameter(profile, claim, schemas));
  });
  const byName = Map.groupBy(all, ({ name, in: place }) => `${place} ${name}`);
  return Array.from(byName.values(), (alike) => {
    const [{ name, in: place } = { name: '', in: '' }] = alike;
    const required = alike.length === profiles.length && alike.every((each) => each.required);
    const schema = anyOf(alike.map((each) => each.schema));
    return { name, in: place, ...(required || place === 'path' ? { required: true } : {}), schema };
  });
}

function errorReferences({ contract }: GeneratedProfile): { [status: string]: JsonValue } {
  const statuses = [
    ['400', 'ClaimsMalformed'],
    ...(contract.authentication.type === 'None' ? [] : [['401', 'Failure']]),
    ['409', 'ClaimsRejected'],
    ...(contract.method === 'POST'
      ? ['411', '413', '415'].map((status) => [status, 'Failure'])
      : []),
    ['500', 'Failure'],
    ['503', 'Failure'],
  ];
  return Object.fromEntries(
    statuses.map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
}

function requestBody(profiles: readonly GeneratedProfile[], schemas: Schemas): JsonValue {
  const byType = Map.groupBy(profiles, ({ contract }) =>
    contract.sendClaimsIn === 'Form' ? 'application/x-www-form-urlencoded' : 'application/json',
  );
  const content = Array.from(byType, ([type, ofType]) => {
    const bodies = ofType.map(({ contract: { payloadClaim, input } }) =>
      payloadClaim === undefined ? objectSchema(input, schemas) : {},
    );
    return [type, { schema: anyOf(bodies) }];
  });
  return { content: Object.fromEntries(content) };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonValue;
}

/** Where SendClaimsIn=Url names a claim twice, in path and query, it is two parameters. */
function parameter(
  { contract }: GeneratedProfile,
  claim: GeneratedClaim,
  schemas: Schemas,
): Parameter[] {
  const { wireName, claimType, required } = claim;
  const schema = schemaOf(claimType, schemas);
  const make = (name: string, place: string, isRequired: boolean): Parameter => {
    return { name, in: place, required: isRequired, schema };
  };
  if (contract.sendClaimsIn === 'Header') return [make(wireName, 'header', required)];
  if (contract.sendClaimsIn === 'QueryString') return [make(wireName, 'query', required)];
  const inQuery = (contract.urlQuery ?? []).filter(([, name]) => name === wireName);
  const inPath = contract.route.includes(`{${wireName}}`) ? [make(wireName, 'path', true)] : [];
  return [...inPath, ...inQuery.map(([name]) => make(name, 'query', required))];
}

function objectSchema(claims: readonly GeneratedClaim[], schemas: Schemas): JsonValue {
  const required = claims.filter((claim) => claim.required).map(({ wireName }) => wireName);
  const properties = claims.map(({ wireName, claimType }) => [
    wireName,
    schemaOf(claimType, schemas),
  ]);
  return {
    type: 'object',
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function outputSchema({ contract }: GeneratedProfile, schemas: Schemas): JsonValue {
  if (!contract.resolveJsonPaths) return objectSchema(contract.output, schemas);
  let root: JsonValue = { type: 'object' };
  for (const { wireName, claimType } of contract.output) {
    root = withPath(root, parseJsonPath(wireName) ?? [wireName], schemaOf(claimType, schemas));
  }
  return root;
}

/** The schema with one more leaf, under the objects and lists that a JSON path names. */
function withPath(
  schema: JsonValue,
  [step, ...rest]: readonly (string | number)[],
  leaf: JsonValue,
): JsonValue {
  if (step === undefined) return leaf;
  const node = schema as { properties?: { [key: string]: JsonValue }; items?: JsonValue };
  if (typeof step === 'number')
    return { type: 'array', items: withPath(node.items ?? {}, rest, leaf) };
  const member = withPath(node.properties?.[step] ?? {}, rest, leaf);
  return { type: 'object', properties: { ...node.properties, [step]: member } };
}
