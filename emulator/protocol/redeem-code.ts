import type { Transaction } from '../transaction.ts';
import { answerToken } from './token-endpoint.ts';

/**
 * Redeems the code of a journey as its application does.
 * @throws Error where the token endpoint refuses it
 */
export async function redeemCode(
  { tenant, loaded, request }: Transaction,
  code: string,
): Promise<Readonly<Record<string, string>>> {
  const verifier = request.parameters.get('code_verifier');
  const form = new Map([
    ['grant_type', 'authorization_code'],
    ['client_id', request.clientId],
    ['code', code],
    ...(verifier === undefined ? [] : [['code_verifier', verifier] as const]),
  ]);
  const { origin, ipAddress } = request;
  const { status, body } = await answerToken(tenant, loaded, { form, origin, ipAddress });
  if (status !== 200) throw new Error(`The code was not redeemed: ${JSON.stringify(body)}`);
  return body as Record<string, string>;
}
