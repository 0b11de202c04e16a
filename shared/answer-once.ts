import { ClaimsRejected } from './errors.ts';
import { answerFault } from './fault.ts';
import type { Delivery, OnceOnly } from './idempotency.ts';
import type { RestfulProfile } from './profile.ts';
import { type JsonResponse, jsonResponse } from './response.ts';
import type { Environment } from './settings.ts';

/** Answers a delivery: by `handle`, or as an earlier delivery of the same request was answered. */
export type DeliveryAnswerer = (
  delivery: Delivery,
  handle: () => Promise<JsonResponse>,
) => Promise<JsonResponse>;

/** For a profile that is served `once`. Settings are read, and what keeps replies is loaded, at its first call. */
export function onceAnswerer(profile: RestfulProfile, environment: Environment): DeliveryAnswerer {
  let onceOnly: OnceOnly | undefined;
  return async (delivery, handle) => {
    onceOnly ??= await startOnce(profile, environment, delivery);
    const reply = await onceOnly(delivery, () => withRefusals(profile, delivery, handle));
    return jsonResponse(reply.status, reply.body);
  };
}

async function startOnce(
  profile: RestfulProfile,
  environment: Environment,
  { call }: Delivery,
): Promise<OnceOnly> {
  if (profile.correlationClaim === undefined) {
    const problem = 'No input claim is "{Context:CorrelationId}": each delivery has its effect.';
    call.warn(`${profile.id}: ${problem}`);
  }
  const { onceOnly } = await import('./idempotency.ts');
  return onceOnly(profile, environment);
}

/** A refusal is a reply too: it is kept, while faults go on to whoever answers them. */
async function withRefusals(
  profile: RestfulProfile,
  { call }: Delivery,
  handle: () => Promise<JsonResponse>,
): Promise<JsonResponse> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof ClaimsRejected)) throw error;
    return answerFault(error, profile, call);
  }
}
