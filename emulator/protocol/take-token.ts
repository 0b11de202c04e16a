import type { Context } from 'hono';
import { originOf, policyOf, type Site } from '../site.ts';
import { readParameters } from './read-parameters.ts';
import { answerToken } from './token-endpoint.ts';

/** Answers a POST to the token endpoint. @see facts engine 3.6 */
export async function takeToken(site: Site, context: Context): Promise<Response> {
  context.header('Cache-Control', 'no-store');
  const loaded = policyOf(site, context);
  if (!loaded) return context.notFound();
  const form = await readParameters(context);
  const basic = readBasic(context.req.header('authorization'));
  const { status, body } = await answerToken(site.tenant, loaded, {
    form,
    origin: originOf(context),
    ipAddress: '127.0.0.1',
    ...(basic ? { basic } : {}),
    application: site.applications.find(basic?.clientId ?? form.get('client_id') ?? ''),
  });
  return context.json(body as object, status as 200);
}

function readBasic(header = ''): { clientId: string; secret: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  if (encoded === undefined) return undefined;
  const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId, secret: secret.join(':') };
}
