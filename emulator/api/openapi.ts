import * as z from 'zod';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

/** The API as OpenAPI 3.1: docs/emulator-api.openapi.json. */
export function apiDescription(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    path[operation.method] = describe(operation);
    paths[operation.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign emulator',
      version: '1',
      description:
        'State, clock and faults of the emulator, for tests. Host must be localhost, 127.0.0.1 or [::1]; a browser must come from the workbench.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://localhost:8080/_emulator/api' }],
    security: [],
    paths,
    components: { schemas: { Error: errorSchema } },
  };
}

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { enum: ['invalid_request', 'forbidden', 'not_found', 'conflict'] },
        message: { type: 'string' },
      },
    },
  },
};

function describe(operation: Operation): object {
  const { path, method, summary, query = {}, body, answer } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    ...{ name, in: 'query', description, schema: { type: 'string' } },
  }));
  const parameters = [...inPath, ...inQuery];
  return {
    operationId: operationId(method, path),
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(body, 'input') } } : {}),
    responses: {
      ...(answer
        ? { 200: { description: 'Done.', content: json(answer, 'output') } }
        : { 204: { description: 'Done.' } }),
      '4XX': {
        description: 'Refused.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

/** `get` and `/people/{objectId}` make `getPeopleByObjectId`. */
function operationId(method: string, path: string): string {
  const words = path.replaceAll(/\{(\w)/g, (_, first: string) => `By${first.toUpperCase()}`);
  return `${method}${words.replaceAll(/\/(\w)/g, (_, first: string) => first.toUpperCase()).replaceAll(/\W/g, '')}`;
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io });
  return { 'application/json': { schema: shape } };
}
