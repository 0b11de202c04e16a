import { app } from '@azure/functions';
import * as z from 'zod';
import type { Call } from '../../../shared/call.ts';
import { claimType } from '../../../shared/claim-type.ts';
import { ClaimsRejected, DependencyUnavailable } from '../../../shared/errors.ts';
import { defineMessages } from '../../../shared/messages/define-messages.ts';
import { defineProfile } from '../../../shared/profile.ts';
import { refusal } from '../../../shared/refusal.ts';
import { serve } from '../../../shared/serve.ts';

/* Functions that do with a claim whatever a careless one may do: the leak test calls them. */

const secret = claimType({
  id: 'secret',
  dataType: 'string',
  pattern: { regularExpression: '^[0-9]$', helpText: 'One digit.' },
});

const messages = defineMessages({ en: { TOO_BAD: 'Too bad, {name}.' } });

type Careless = (secret: string, call: Call) => unknown;

const careless: Readonly<Record<string, Careless>> = {
  logs: (secret, call) => {
    call.log(`Looked up ${secret}, ${encodeURIComponent(secret)}, ${secret.toUpperCase()}.`);
    call.warn(JSON.stringify({ found: secret }), { Secret: secret, nested: { found: secret } });
  },
  throws: (secret) => {
    throw new Error(`cannot use ${secret}\n    at ${secret} (${secret}.ts:1:1)`);
  },
  'throws-causes': (secret) => {
    const cause = Object.assign(new RangeError(secret), { code: secret });
    throw Object.assign(new TypeError(secret, { cause }), { name: secret, claim: secret });
  },
  'throws-text': (secret) => {
    throw secret;
  },
  'throws-aggregate': (secret) => {
    throw new AggregateError([new Error(secret)], secret);
  },
  depends: (secret) => {
    throw new DependencyUnavailable('the ledger', new Error(`GET https://ledger/${secret} failed`));
  },
  fetches: (secret) => fetch(`http://127.0.0.1:1/${encodeURIComponent(secret)}?q=${secret}`),
  'refuses-by-claim': (secret) => {
    throw new ClaimsRejected(secret, 'No.', { cause: new Error(secret) });
  },
  'refuses-in-words': (secret, call) => {
    throw refusal(messages, 'TOO_BAD', call, { name: secret });
  },
  'returns-another': (secret) => ({ [secret]: secret }),
  'returns-wrong': (secret) => ({ points: secret }),
  'returns-text': (secret) => secret,
};

for (const [name, handle] of Object.entries(careless)) {
  const profile = defineProfile({
    id: `REST-Leaky-${name}`,
    http: { methods: ['POST'], route: name, authLevel: 'anonymous' },
    sendClaimsIn: 'Body',
    resolveJsonPaths: false,
    authentication: { type: 'None' },
    validation: 'observe',
    correlationClaim: 'correlationId',
    input: z.object({
      secret,
      correlationId: claimType({ id: 'correlationId', dataType: 'string' }).optional(),
    }),
    output: z.object({ points: claimType({ id: 'points', dataType: 'int' }).optional() }),
  });
  const handler = serve(profile, (claims, call) => handle(claims.secret, call) as undefined);
  app.http(name, { ...profile.http, handler });
}

app.hook.appTerminate(async () => {
  const { flushTelemetry } = await import('../../../shared/telemetry.ts');
  await flushTelemetry();
});
