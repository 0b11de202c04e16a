import type { Call } from './http-client.ts';

/** What the bench's own functions read from the environment. */
export const benchSettings = {
  B2C_1A_BenchUsername: 'bench',
  B2C_1A_BenchPassword: 'bench-secret',
};

const claims = {
  givenName: 'Ada',
  surname: 'Lovelace',
  memberNumber: 'AL-123456',
  language: 'en-GB',
  correlationId: '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01',
};

/** What B2C sends: Body, Basic, five claims. A bare handler gets the same. */
export function servedCall(url: string): Call {
  const { B2C_1A_BenchUsername: user, B2C_1A_BenchPassword: password } = benchSettings;
  return {
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    },
    body: JSON.stringify(claims),
  };
}
