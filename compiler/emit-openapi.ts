import { dataTypes } from '../shared/data-types.ts';
import { parseJsonPath } from '../shared/json-path.ts';
import { type JsonValue, printJson } from './emit-json.ts';
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
  return printJson({
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
  });
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
  const found = new Map<string, [string, JsonValue][]>();
  for (const profile of profiles) {
    const path = `/${openApiPath(profile.contract.route)}`;
    const operations = found.get(path) ?? [];
    const method = profile.contract.method.toLowerCase();
    if (operations.some(([known]) => known === method)) continue; // a diagnostic names both
    found.set(path, [...operations, [method, operation(profile, schemas)]]);
  }
  return Object.fromEntries(
    Array.from(found, ([path, operations]) => [path, Object.fromEntries(operations)]),
  );
}

/** Doubled braces of a route are text, which OpenAPI has to percent-encode. */
function openApiPath(route: string): string {
  return route.replaceAll('{{', '%7B').replaceAll('}}', '%7D');
}

function operation(profile: GeneratedProfile, schemas: Schemas): JsonValue {
  const { id, name, displayName, contract } = profile;
  const hasBody = contract.method === 'POST';
  const parameters = hasBody
    ? []
    : contract.input.map((claim) => parameter(profile, claim, schemas));
  return {
    operationId: name,
    summary: oneLine(displayName ?? id),
    description: `${id}, declared in ${profile.policyFiles[0] ?? ''}.`,
    ...(parameters.length > 0 ? { parameters: parameters.flat() } : {}),
    ...(hasBody ? { requestBody: requestBody(profile, schemas) } : {}),
    responses: {
      200: {
        description: 'The output claims; none is required.',
        content: { 'application/json': { schema: outputSchema(profile, schemas) } },
      },
      ...errorReferences(profile),
    },
    security: authenticationScheme(contract.authentication).map(([scheme]) => ({ [scheme]: [] })),
  };
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

function requestBody({ contract }: GeneratedProfile, schemas: Schemas): JsonValue {
  const type =
    contract.sendClaimsIn === 'Form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const payload = contract.payloadClaim !== undefined;
  const schema = payload ? {} : objectSchema(contract.input, schemas);
  return { content: { [type]: { schema } } };
}

/** Where SendClaimsIn=Url names a claim twice, in path and query, it is two parameters. */
function parameter(
  { contract }: GeneratedProfile,
  claim: GeneratedClaim,
  schemas: Schemas,
): JsonValue[] {
  const { wireName, claimType, required } = claim;
  const schema = schemaOf(claimType, schemas);
  const make = (name: string, place: string, isRequired: boolean): JsonValue => {
    return { name, in: place, ...(isRequired ? { required: true } : {}), schema };
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
