import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, onlyOurFixture, startFunctionsHost } from '../support/functions-host.ts';
import { send } from '../support/raw-http.ts';

const settings = { 'AzureWebJobs.disabled.Disabled': 'true' };
const host = await startFunctionsHost({ after }, { app: fixtureApp, env: settings });
const noPrefix = await startFunctionsHost(
  { after },
  { app: fixtureApp, env: { AzureFunctionsJobHost__extensions__http__routePrefix: '' } },
);

const uuid = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';

const found = [
  { name: 'the first by function name, however particular', path: '/api/prec/me', by: 'aParam' },
  { name: 'names in ordinal order without case', path: '/api/order/1', by: 'orderB' },
  { name: 'literals without case', path: '/API/Prec/Me', by: 'aParam', params: { id: 'Me' } },
  { name: 'values in the case of the URL', path: '/api/keys/AbC', params: { UserId: 'AbC' } },
  { name: 'a slash at the end', path: '/api/prec/me/', by: 'aParam', params: { id: 'me' } },
  { name: 'the name as route', path: '/api/echo', by: 'echo' },
  {
    name: 'a route whose slash at the end and case differ',
    path: '/api/by-method',
    method: 'DELETE',
  },
  { name: 'the other function on the same route', path: '/api/by-method', method: 'PUT' },
  { name: 'OPTIONS where it is listed', path: '/api/probes', method: 'OPTIONS' },
  { name: 'alpha', path: '/api/alpha/abC', params: { x: 'abC' } },
  { name: 'int', path: '/api/int/-12', params: { x: '-12' } },
  { name: 'guid', path: `/api/guid/${uuid}`, params: { x: uuid } },
  { name: 'length', path: '/api/length/abc', params: { x: 'abc' } },
  { name: 'length of two bounds', path: '/api/lengths/ab', params: { x: 'ab' } },
  { name: 'minlength', path: '/api/minlength/abcd', params: { x: 'abcd' } },
  { name: 'maxlength', path: '/api/maxlength/abc', params: { x: 'abc' } },
  { name: 'range', path: '/api/range/10', params: { x: '10' } },
  { name: 'regex with doubled braces', path: '/api/regex/123-ABC', params: { x: '123-ABC' } },
  { name: 'several constraints', path: '/api/several/4', params: { x: '4' } },
  { name: 'a default', path: '/api/defaulted', params: { x: '7' } },
  { name: 'a value instead of its default', path: '/api/defaulted/8', params: { x: '8' } },
  { name: 'an optional parameter left out', path: '/api/optional', params: {} },
  { name: 'an optional parameter', path: '/api/optional/9', params: { x: '9' } },
  { name: 'a complex segment', path: '/api/complex/x-y-z.json', params: { a: 'x-y', b: 'z' } },
  {
    name: 'an optional extension',
    path: '/api/dotted/a.b.c',
    params: { name: 'a.b', extension: 'c' },
  },
  { name: 'an optional extension left out', path: '/api/dotted/a', params: { name: 'a' } },
  { name: 'a catch-all', path: '/api/rest/a/b', params: { rest: 'a/b' } },
  { name: 'a catch-all with two stars', path: '/api/rests/a/b/', params: { rest: 'a/b/' } },
  { name: 'a catch-all with two slashes inside', path: '/api/rest/a//b', params: { rest: 'a//b' } },
  { name: 'a catch-all of nothing', path: '/api/rest', params: {} },
  { name: 'an escaped slash, still escaped', path: '/api/keys/a%2Fb', params: { UserId: 'a%2Fb' } },
  { name: 'an escaped percent, decoded once', path: '/api/keys/%2525', params: { UserId: '%25' } },
  { name: 'an escaped at sign', path: '/api/keys/a%40b', params: { UserId: 'a@b' } },
  { name: 'escaped UTF-8', path: '/api/keys/%C3%A9', params: { UserId: 'é' } },
  { name: 'escapes that are no UTF-8', path: '/api/keys/%FF%41', params: { UserId: '%FFA' } },
  { name: 'dot segments', path: '/api/x/../keys/./1', params: { UserId: '1' } },
  { name: 'escaped dot segments', path: '/api/x/%2e%2e/keys/1', params: { UserId: '1' } },
];
for (const { name, path, method = 'GET', by, params } of found) {
  test(`the router finds ${name}`, async () => {
    const { status, body } = await send(host.baseUrl, { method, path });
    assert.equal(status, 200);
    const seen = JSON.parse(body.toString());
    if (by) assert.equal(seen.functionName, by);
    if (params) assert.deepEqual(seen.params, params);
  });
}

const missed = [
  { name: 'a wrong method', method: 'PUT', path: '/api/echo' },
  { name: 'HEAD on a function that does not list it', method: 'HEAD', path: '/api/echo' },
  { name: 'OPTIONS on a function that does not list it', method: 'OPTIONS', path: '/api/echo' },
  { name: 'GET on a route of PUT and DELETE', path: '/api/by-method' },
  { name: 'an unknown path', path: '/api/nowhere' },
  { name: 'a path without the prefix', path: '/echo' },
  { name: 'the prefix alone', path: '/api' },
  { name: 'two slashes', path: '/api//echo' },
  { name: 'two slashes at the end', path: '/api/echo//' },
  { name: 'a catch-all that begins with two slashes', path: '/api/rest//a' },
  { name: 'a parameter too many', path: '/api/prec/me/too' },
  { name: 'a parameter too few', path: '/api/prec' },
  { name: 'digits for alpha', path: '/api/alpha/a1' },
  { name: 'letters for int', path: '/api/int/a' },
  { name: 'an int beyond 32 bits', path: '/api/int/99999999999' },
  { name: 'no guid', path: `/api/guid/${uuid}0` },
  { name: 'a wrong length', path: '/api/length/abcd' },
  { name: 'a length out of bounds', path: '/api/lengths/abcde' },
  { name: 'too short', path: '/api/minlength/ab' },
  { name: 'too long', path: '/api/maxlength/abcd' },
  { name: 'out of range', path: '/api/range/11' },
  { name: 'no match of the regex', path: '/api/regex/12-abc' },
  { name: 'one of several constraints unmet', path: '/api/several/6' },
  { name: 'an optional parameter that is no int', path: '/api/optional/a' },
  { name: 'a complex segment without its literal', path: '/api/complex/x-y.xml' },
  { name: 'a complex segment with an empty part', path: '/api/complex/-y.json' },
  { name: 'a disabled function', path: '/api/disabled' },
  { name: 'built-in paths that do not exist', path: '/runtime/webhooks' },
];
for (const { name, method = 'GET', path } of missed) {
  test(`the router answers 404 to ${name}`, async () => {
    const { status, headers, body } = await send(host.baseUrl, { method, path });
    assert.equal(status, 404);
    assert.equal(headers['allow'], undefined);
    assert.equal(headers['content-length'], method === 'HEAD' ? undefined : '0');
    assert.equal(body.length, 0);
  });
}

test('HEAD is answered without a body where it is listed', async () => {
  const { status, headers, body } = await send(host.baseUrl, {
    method: 'HEAD',
    path: '/api/probes',
  });
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(body.length, 0);
});

test('an empty route prefix puts routes at the root', onlyOurFixture, async () => {
  assert.equal((await noPrefix.get('/echo')).status, 200);
  assert.equal((await noPrefix.get('/api/echo')).status, 404);
  assert.equal((await noPrefix.get('/')).status, 200);
});

test('a function is served unless a setting disables it', onlyOurFixture, async () => {
  assert.equal((await noPrefix.get('/disabled')).status, 200);
});
