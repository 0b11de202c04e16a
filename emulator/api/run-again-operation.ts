import * as z from 'zod';
import { readClaim } from '../../caller/read-claim.ts';
import type { ClaimValue } from '../../compiler/claim-value.ts';
import type { ActiveJourney } from '../active-journeys.ts';
import { journeyState } from '../journey-state.ts';
import { transactionParameter } from '../page-link.ts';
import { pagesOrigin } from '../run-url.ts';
import { originOf, policyPath, type Site } from '../site.ts';
import type { Transaction } from '../transaction.ts';
import { ApiRefusal, operation } from './operation.ts';

const wanted = z.strictObject({
  /** The number of an event: what began the step that it belongs to is where the journey goes on. */
  event: z.int().min(1),
  /** By ClaimType id, as JSON; null empties a claim. */
  claims: z.record(z.string(), z.json()).optional(),
});

const answer = z.object({
  event: z.int(),
  state: z.string(),
  /** Where a browser sees the page that is open now. */
  page: z.string(),
});

/** Runs a journey again from the beginning of a step, with the claims of then or edited ones. */
export const runAgainOperation = operation({
  method: 'post',
  path: '/traces/{correlationId}/run-again',
  summary:
    'Runs a journey again from the step of an event, with the claims of then; `claims` changes some of them.',
  body: wanted,
  answer,
  handle: async ({ controls: { site }, context, body }) => {
    const journey = journeyOf(site, context.req.param('correlationId') ?? '');
    const { transaction } = journey;
    const { event, claims = {} } = body;
    const snapshot = transaction.snapshots.findLast(({ events }) => events < event);
    if (!snapshot) throw new ApiRefusal('conflict', `No step of event ${event} is kept any more.`);
    const edits = Object.entries(claims).map(([id, json]) => readEdit(transaction, id, json));
    const again = await site.journeys.runAgain(transaction.id, snapshot, new Map(edits));
    return {
      event: transaction.trace.events().length,
      state: journeyState(again),
      page: pageOf(site, again, originOf(context)),
    };
  },
});

function journeyOf({ journeys }: Site, correlationId: string): ActiveJourney {
  const found = journeys
    .all()
    .findLast(({ transaction }) => transaction.correlationId === correlationId);
  if (found) return found;
  throw new ApiRefusal('not_found', `No journey "${correlationId}" can run again.`);
}

/** @throws ApiRefusal for a claim that the policy does not have, or a value that it cannot hold */
function readEdit({ policy }: Transaction, id: string, json: unknown): [string, ClaimValue] {
  const claimType = policy.claimTypes.get(id);
  if (!claimType) {
    throw new ApiRefusal('invalid_request', `The policy has no claim type "${id}".`);
  }
  const { dataType = 'string' } = claimType;
  const read = readClaim(dataType, json);
  if (read) return [claimType.id, read.value];
  throw new ApiRefusal('invalid_request', `The claim "${id}" holds no ${dataType}.`);
}

function pageOf(site: Site, { transaction, csrf }: ActiveJourney, origin: string): string {
  const query = new URLSearchParams({
    tx: transactionParameter(transaction.id),
    csrf_token: csrf,
  });
  const path = policyPath(site, transaction.loaded);
  return `${pagesOrigin(origin)}${path}/api/Emulator/resumed?${query}`;
}
