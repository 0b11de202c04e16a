import * as z from 'zod';
import { faultKinds } from '../injected-faults.ts';
import { madeParts } from '../made-parts.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { runUrl } from '../run-url.ts';
import { originOf, type Site } from '../site.ts';
import type { Transaction } from '../transaction.ts';
import { ApiRefusal, operation } from './operation.ts';

const place = z.object({ file: z.string(), line: z.int(), column: z.int() });
/** A part that cannot be run, or is ignored. */
const part = z.object({ element: z.string(), reason: z.string(), position: place });

const policy = z.object({
  policyId: z.string(),
  journeys: z.array(z.string()),
  technicalProfiles: z.array(z.string()),
  runUrl: z.string(),
  unsupported: z.array(part),
  ignored: z.array(part),
});

const policies = z.object({
  tenant: z.string(),
  policies: z.array(policy),
  findings: z.array(
    z.object({
      severity: z.string(),
      rule: z.string(),
      message: z.string(),
      position: place,
    }),
  ),
  made: z.object({
    policyKeys: z.array(z.string()),
    templates: z.array(z.string()),
    standIns: z.array(z.string()),
  }),
});

const journey = z.object({
  correlationId: z.string(),
  policyId: z.string(),
  clientId: z.string(),
  endpoint: z.string(),
  startedAt: z.iso.datetime().optional(),
  events: z.int(),
});

const trace = journey.omit({ events: true }).extend({
  events: z.array(z.looseObject({ number: z.int(), kind: z.string(), text: z.string() })),
});

const wantedFault = z.strictObject({
  technicalProfileId: z.string().min(1),
  kind: z.enum(faultKinds),
  times: z.int().min(1).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  status: z.int().min(500).max(599).optional(),
});
const fault = wantedFault.extend({ id: z.string(), happened: z.int() });

/** Policies, traces and faults. */
export const journeyOperations = [
  operation({
    method: 'get',
    path: '/policies',
    summary: 'Relying parties, where to run them, and what the emulator cannot do or has made up.',
    answer: policies,
    handle: ({ controls: { site }, context }) => {
      const { tenant } = site;
      const loaded = tenant.policies.policies();
      return {
        tenant: tenant.name,
        policies: loaded.map((each) => describe(each, originOf(context))),
        findings: tenant.policies.diagnostics.map(({ severity, rule, message, position }) => ({
          ...{ severity, rule, message, position },
        })),
        made: madeParts(
          loaded.map((each) => each.policy),
          site.setKeys,
        ),
      };
    },
  }),
  operation({
    method: 'get',
    path: '/traces',
    summary: 'The last 200 journeys, oldest first.',
    answer: z.array(journey),
    handle: ({ controls: { site } }) =>
      site.tenant.traces.all().map((transaction) => ({
        ...summaryOf(transaction),
        events: transaction.trace.events().length,
      })),
  }),
  operation({
    method: 'get',
    path: '/traces/{correlationId}',
    summary: 'What happened in a journey; secrets are masked.',
    answer: trace,
    handle: ({ controls: { site }, context }) => {
      const correlationId = context.req.param('correlationId') ?? '';
      const found = site.tenant.traces.find(correlationId);
      if (found) return { ...summaryOf(found), events: found.trace.events() };
      throw new ApiRefusal('not_found', `There is no journey "${correlationId}".`);
    },
  }),
  operation({
    method: 'get',
    path: '/faults',
    summary: 'What goes wrong in calls of REST APIs.',
    answer: z.array(fault),
    handle: ({ controls: { site } }) => site.tenant.faults.all(),
  }),
  operation({
    method: 'post',
    path: '/faults',
    summary:
      'Lets the calls of a RESTful technical profile fail; `times` counts requests, retries among them.',
    body: wantedFault,
    answer: fault,
    handle: ({ controls: { site }, body }) => {
      const { technicalProfileId, kind, times, delayMs, status } = body;
      requireProfile(site, technicalProfileId);
      return site.tenant.faults.set({
        ...{ technicalProfileId, kind },
        ...(times === undefined ? {} : { times }),
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(status === undefined ? {} : { status }),
      });
    },
  }),
  operation({
    method: 'delete',
    path: '/faults',
    summary: 'Lets all calls be answered again.',
    handle: ({ controls: { site } }) => void site.tenant.faults.clear(),
  }),
  operation({
    method: 'delete',
    path: '/faults/{id}',
    summary: 'Removes one fault.',
    handle: ({ controls: { site }, context }) => {
      const id = context.req.param('id') ?? '';
      if (site.tenant.faults.clear(id) === 0) {
        throw new ApiRefusal('not_found', `There is no fault "${id}".`);
      }
    },
  }),
];

function describe(loaded: LoadedPolicy, origin: string) {
  return {
    policyId: loaded.policy.policyId,
    journeys: loaded.policy.userJourneys.values().map(({ id }) => id),
    technicalProfiles: loaded.policy.technicalProfiles.values().map(({ id }) => id),
    runUrl: runUrl(loaded.policy.policyId, origin),
    unsupported: loaded.unsupported,
    ignored: loaded.ignored,
  };
}

function summaryOf({ correlationId, policy: { policyId }, request, trace }: Transaction) {
  const [first] = trace.events();
  return {
    ...{ correlationId, policyId, clientId: request.clientId, endpoint: request.endpoint },
    ...(first ? { startedAt: first.at } : {}),
  };
}

function requireProfile({ tenant }: Site, id: string): void {
  const isKnown = tenant.policies
    .policies()
    .some(({ policy: { technicalProfiles } }) => technicalProfiles.has(id));
  if (!isKnown) throw new ApiRefusal('not_found', `No policy has a technical profile "${id}".`);
}
