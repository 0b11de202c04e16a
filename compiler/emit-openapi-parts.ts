import type { JsonValue } from './emit-json.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { kebabCase } from './names.ts';
import type { RestfulAuthentication } from './restful-technical-profile.ts';

/** B2C's error body, and the shorter one of answers that say no more. @see facts rest-contract 4.1 */
export const errorSchemas: { readonly [name: string]: JsonValue } = {
  'error-body': {
    type: 'object',
    properties: {
      version: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      requestId: { type: 'string' },
      userMessage: { type: 'string' },
      developerMessage: { type: 'string' },
      moreInfo: { type: 'string' },
    },
    required: ['version', 'status', 'code', 'requestId', 'userMessage'],
  },
  'failure-body': {
    type: 'object',
    properties: {
      version: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      requestId: { type: 'string' },
    },
    required: ['version', 'status', 'code', 'requestId'],
  },
};

/** Answers that any profile may give. */
export const errorResponses: { readonly [name: string]: JsonValue } = {
  ClaimsMalformed: errorResponse('The claims cannot be read.', 'error-body'),
  ClaimsRejected: errorResponse('The function refuses; the user reads userMessage.', 'error-body'),
  Failure: errorResponse('The call was not handled.', 'failure-body'),
};

function errorResponse(description: string, schema: string): JsonValue {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { description, content };
}

/** The security schemes in use, by name. */
export function securitySchemes(profiles: readonly GeneratedProfile[]): {
  [name: string]: JsonValue;
} {
  const schemes = profiles.flatMap(({ contract }) => authenticationScheme(contract.authentication));
  return Object.fromEntries(schemes.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** None, or the one scheme of an AuthenticationType: its name and what OpenAPI says of it. */
export function authenticationScheme(
  authentication: RestfulAuthentication,
): [name: string, scheme: JsonValue][] {
  switch (authentication.type) {
    case 'None':
      return [];
    case 'Basic':
      return [['Basic', { type: 'http', scheme: 'basic' }]];
    case 'ClientCertificate':
      return [['ClientCertificate', { type: 'mutualTLS' }]];
    case 'BearerToken':
      return [['BearerToken', { type: 'http', scheme: 'bearer' }]];
    case 'BearerClaim':
      return [['BearerClaim', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }]];
    case 'ApiKeyHeader': {
      const { header } = authentication;
      return [
        [`ApiKeyHeader-${kebabCase(header)}`, { type: 'apiKey', in: 'header', name: header }],
      ];
    }
  }
}
