import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { decodeBase64 } from './base64.ts';
import type { TokenClaims } from './bearer-trust.ts';
import { CallerUnauthenticated } from './errors.ts';
import { parseJson } from './json.ts';

const principal = z.object({
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/**
 * What `X-MS-CLIENT-PRINCIPAL` says of the caller: base64 of JSON with the token's claims. Only for
 * whoever knows that the platform sets it. Throws CallerUnauthenticated where there is none.
 * @see facts rest-contract 2.5
 */
export function readPrincipal(request: HttpRequest): TokenClaims {
  const bytes = decodeBase64(request.headers.get('x-ms-client-principal') ?? '');
  const read = principal.safeParse(parseJson(bytes?.toString() ?? ''));
  if (!read.success) throw new CallerUnauthenticated('There is no principal of Easy Auth.');
  const valuesOf = (type: string) =>
    read.data.claims.filter(({ typ }) => typ === type).map(({ val }) => val);
  const [issuer = ''] = valuesOf('iss');
  const [client] = [...valuesOf('azp'), ...valuesOf('appid')];
  return { issuer, audiences: valuesOf('aud'), client, roles: valuesOf('roles') };
}
