import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { constantName, fileName, kebabCase, upperFirst } from '../../compiler/names.ts';

const profiles = [
  {
    id: 'REST-ValidateMemberNumber',
    file: 'rest-validate-member-number',
    name: 'restValidateMemberNumber',
  },
  { id: 'Boat.Register_v2', file: 'boat-register-v2', name: 'boatRegisterV2' },
  { id: 'RESTApiURLCheck', file: 'rest-api-url-check', name: 'restApiUrlCheck' },
  { id: 'gate', file: 'gate', name: 'gate' },
  { id: 'class', file: 'class', name: 'classProfile' },
  { id: '2fa', file: '2fa', name: 'profile2fa' },
  { id: 'NUL', file: 'nul-profile', name: 'nul' },
  { id: 'Größe', file: 'groudfe', name: 'groudfe' },
  { id: '--', file: 'u2du2d', name: 'u2du2d' },
  { id: '__proto__', file: 'proto', name: 'proto' },
];
for (const { id, file, name } of profiles) {
  test(`the profile "${id}" is ${name} in ${file}.ts`, () => {
    assert.deepEqual([fileName(id), constantName(id, 'profile')], [file, name]);
  });
}

const claims = [
  { id: 'memberNumber', name: 'memberNumber' },
  { id: 'userURI', name: 'userURI' },
  { id: 'extension_MemberNumber', name: 'extensionMemberNumber' },
  { id: 'z', name: 'zClaim' },
  { id: 'new', name: 'newClaim' },
  { id: '3dModel', name: 'claim3dModel' },
];
for (const { id, name } of claims) {
  test(`the claim "${id}" is ${name}`, () => assert.equal(constantName(id, 'claim'), name));
}

test('any id makes a constant, a type and a file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
      const name = constantName(id, 'claim');
      assert.match(name, /^[a-z][A-Za-z0-9]*$/);
      assert.doesNotThrow(
        () => new Function(`'use strict'; const ${name} = 1; class ${upperFirst(name)}Type {}`),
      );
      assert.match(fileName(id), /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      assert.equal(kebabCase(kebabCase(id)), kebabCase(id));
    }),
  );
});
