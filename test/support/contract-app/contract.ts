import { app } from '@azure/functions';
import * as z from 'zod';
import { claimType } from '../../../shared/claim-type.ts';
import { ClaimsRejected } from '../../../shared/errors.ts';
import {
  type Authentication,
  defineProfile,
  type RestfulProfile,
} from '../../../shared/profile.ts';
import { type ServeOptions, serve } from '../../../shared/serve.ts';

/* Functions that answer what they were sent, one per SendClaimsIn: what the HTTP tests of the contract call. */

const claims = z.object({
  text: claimType({ id: 'text', dataType: 'string' }).optional(),
  flag: claimType({ id: 'flag', dataType: 'boolean' }).optional(),
  count: claimType({ id: 'count', dataType: 'int' }).optional(),
  total: claimType({ id: 'total', dataType: 'long' }).optional(),
  born: claimType({ id: 'born', dataType: 'date' }).optional(),
  since: claimType({ id: 'since', dataType: 'dateTime' }).optional(),
  term: claimType({ id: 'term', dataType: 'duration' }).optional(),
  phone: claimType({ id: 'phone', dataType: 'phoneNumber' }).optional(),
  roles: claimType({ id: 'roles', dataType: 'stringCollection' }).optional(),
  who: claimType({ id: 'who', dataType: 'userIdentity' }).optional(),
  identities: claimType({ id: 'identities', dataType: 'userIdentityCollection' }).optional(),
  external: claimType({ id: 'external', dataType: 'alternativeSecurityIdCollection' }).optional(),
  thing: claimType({ id: 'thing', dataType: 'objectIdentity' }).optional(),
  things: claimType({ id: 'things', dataType: 'objectIdentityCollection' }).optional(),
});

type Claims = z.output<typeof claims>;

const none: Authentication = { type: 'None' };

type Changes = Partial<Omit<RestfulProfile, 'output' | 'validation'>>;

/** Answers the claims that arrived. */
export function echo(id: string, changes: Changes = {}, options: ServeOptions = {}) {
  const isPost = ['Body', 'Form'].includes(changes.sendClaimsIn ?? 'Body');
  const profile = defineProfile({
    id,
    http: { methods: isPost ? ['POST'] : ['GET'], route: id, authLevel: 'anonymous' },
    sendClaimsIn: 'Body',
    resolveJsonPaths: false,
    authentication: none,
    validation: 'observe',
    input: claims,
    output: claims,
    ...changes,
  });
  app.http(id, { ...profile.http, handler: serve(profile, (sent) => sent as Claims, options) });
}

echo('body');
echo('form', { sendClaimsIn: 'Form' });
echo('query', { sendClaimsIn: 'QueryString' });
echo('header', { sendClaimsIn: 'Header' });
echo('url', {
  sendClaimsIn: 'Url',
  http: { methods: ['GET'], route: 'url/{text}/of', authLevel: 'anonymous' },
  urlQuery: { c: 'count', t: 'phone' },
});
for (const name of Object.keys(claims.shape)) {
  const http = { methods: ['GET'] as ['GET'], authLevel: 'anonymous' as const };
  const path = `path-${name}`;
  echo(path, { sendClaimsIn: 'Url', http: { ...http, route: `${path}/{${name}}` } });
  const route = `parameter-${name}`;
  echo(route, { sendClaimsIn: 'Url', http: { ...http, route }, urlQuery: { [name]: name } });
}
echo('payload', { payloadClaim: 'text' });
echo('nothing', { input: z.object({}) });
echo('required', { input: claims.required({ text: true }) });
echo('basic', { authentication: { type: 'Basic', username: 'User', password: 'Password' } });
echo('unset', { authentication: { type: 'ApiKeyHeader', header: 'x-key', key: 'Absent' } });

const failing = defineProfile({
  id: 'failing',
  http: { methods: ['POST'], route: 'failing', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: none,
  validation: 'observe',
  input: claims,
  output: z.object({}),
});

app.http('failing', {
  ...failing.http,
  handler: serve(failing, async ({ text, flag }) => {
    if (flag) throw new ClaimsRejected('NO', 'We say no.');
    throw new Error(`cannot bear ${text}`);
  }),
});
