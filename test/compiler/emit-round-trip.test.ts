import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { emitClaims } from '../../compiler/emit-claims.ts';
import { emitProfile } from '../../compiler/emit-profile.ts';
import { IdMap } from '../../compiler/id-map.ts';
import { anyBackend } from '../support/generated-arbitraries.ts';

/** Runs a generated file with something in place of its imports; other values are those of JSON. */
function evaluate(text: string, imports: Readonly<Record<string, unknown>>): void {
  const code = stripTypeScriptTypes(text)
    .replace(/^import .*$/gm, '')
    .replace(/^export const/gm, 'const');
  runInNewContext(`'use strict';\n${code}`, { ...imports });
}

/** Objects begin with their numeric keys. */
function byKey(entries: readonly (readonly [string, unknown])[]) {
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test('claims.ts gives back what the policies say, whatever they say', () => {
  fc.assert(
    fc.property(anyBackend, ({ types }) => {
      const seen: unknown[] = [];
      evaluate(emitClaims(types, './claim-type.ts'), {
        claimType: (options: unknown) => seen.push(options),
      });
      assert.deepEqual(plain(seen), plain(types.map(({ id, contract }) => ({ id, ...contract }))));
    }),
  );
});

test('the file of a profile gives back what the policies say, whatever they say', () => {
  fc.assert(
    fc.property(anyBackend, ({ types, profile }) => {
      const constants = new IdMap(types.map(({ id, name }) => [id, name]));
      const optional = (name: string) => ({ name, optional: () => `${name}?` });
      const claims = Object.fromEntries(types.map(({ name }) => [name, optional(name)]));
      const seen: { input: object; output: object }[] = [];
      evaluate(emitProfile(profile, constants, './profile.ts'), {
        claims,
        z: { object: (shape: object) => byKey(Object.entries(shape)) },
        defineProfile: (options: { input: object; output: object }) => seen.push(options),
      });
      const { method, route, urlQuery, input, output, ...rest } = profile.contract;
      const members = (list: typeof input) =>
        byKey(
          list.map(({ wireName, claimType, required }): [string, unknown] => {
            const name = constants.get(claimType) ?? '';
            return [wireName, required ? { name } : `${name}?`];
          }),
        );
      const [options = { input: {}, output: {} }] = seen;
      assert.deepEqual(plain(options.input), members(input));
      assert.deepEqual(plain(options.output), members(output));
      const http = { methods: [method], route, authLevel: 'anonymous' };
      const others = { ...options, input: [], output: [] };
      const query = { urlQuery: Object.fromEntries(urlQuery ?? []) };
      assert.deepEqual(
        plain(others),
        plain({ id: profile.id, http, ...rest, ...query, input: [], output: [] }),
      );
    }),
  );
});
