import * as z from 'zod';
import { ApiRefusal, operation } from './operation.ts';
import { removeEverybody } from './people-operations.ts';

const health = z.object({
  status: z.literal('ok'),
  tenant: z.string(),
  policies: z.int(),
  people: z.int(),
  now: z.iso.datetime(),
});

const message = z.object({
  to: z.string(),
  channel: z.enum(['email', 'sms', 'call']),
  code: z.string().optional(),
  text: z.string(),
  at: z.iso.datetime(),
});

const delivered = z.strictObject({
  to: z.string().min(1),
  channel: z.enum(['email', 'sms']),
  text: z.string(),
  code: z.string().optional(),
});

const clockState = z.object({ now: z.iso.datetime(), offsetSeconds: z.number() });

const clockChange = z.union([
  z.strictObject({ advanceSeconds: z.number().min(-1e10).max(1e10) }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ reset: z.literal(true) }),
]);

/** Health, inbox, clock, reset and exports. */
export const stateOperations = [
  operation({
    method: 'get',
    path: '/health',
    summary: 'Whether the emulator is up; answers once it takes requests.',
    answer: health,
    handle: ({ controls: { site } }) => ({
      status: 'ok',
      tenant: site.tenant.name,
      policies: site.tenant.policies.policies().length,
      people: site.tenant.directory.users().length,
      now: site.tenant.now().toISOString(),
    }),
  }),
  operation({
    method: 'get',
    path: '/inbox',
    summary: 'Mails and text messages that would have been sent, oldest first.',
    query: { to: 'Only those to this address or number, compared without case.' },
    answer: z.array(message),
    handle: ({ controls: { site }, context }) =>
      site.tenant.inbox.messages(context.req.query('to')),
  }),
  operation({
    method: 'post',
    path: '/inbox',
    summary: 'Puts a message there: what functions under development would have sent.',
    body: delivered,
    handle: ({ controls: { site }, body: { code, ...message } }) => {
      const { inbox, now } = site.tenant;
      const withCode = code === undefined ? {} : { code };
      if (inbox.send({ ...message, ...withCode, at: now() })) return;
      throw new ApiRefusal('conflict', 'Nothing reaches this address or number.');
    },
  }),
  operation({
    method: 'delete',
    path: '/inbox',
    summary: 'Empties the inbox.',
    handle: ({ controls: { site } }) => site.tenant.inbox.clear(),
  }),
  operation({
    method: 'get',
    path: '/clock',
    summary: 'What the tenant takes for the time.',
    answer: clockState,
    handle: ({ controls: { clock } }) => stateOf(clock),
  }),
  operation({
    method: 'post',
    path: '/clock',
    summary: 'Moves the clock, sets it, or resets it; it goes on from there.',
    body: clockChange,
    answer: clockState,
    handle: ({ controls: { clock }, body }) => {
      if ('reset' in body) clock.reset();
      else if ('now' in body) clock.set(new Date(body.now));
      else clock.advance(body.advanceSeconds * 1000);
      return stateOf(clock);
    },
  }),
  operation({
    method: 'post',
    path: '/reset',
    summary:
      'As after a first start: people are those of the seed, also at identity providers; inbox, journeys, sessions, tokens, traces, faults and the shift of the clock are gone.',
    handle: async ({ controls: { site, clock, seed } }) => {
      const { tenant, journeys, sessions } = site;
      for (const each of [journeys, sessions, tenant.grants, tenant.inbox]) each.clear();
      for (const each of [tenant.events, tenant.traces, tenant.faults]) each.clear();
      tenant.standIns.accounts.reset();
      clock.reset();
      await removeEverybody(tenant);
      await seed();
    },
  }),
  operation({
    method: 'post',
    path: '/exports',
    summary: 'Writes people and policy keys to a new folder of the data folder, for `--import`.',
    answer: z.object({ folder: z.string() }),
    handle: async ({ controls }) => ({ folder: await controls.exportState() }),
  }),
];

function stateOf(clock: { readonly now: () => Date; readonly offsetMs: number }) {
  return { now: clock.now().toISOString(), offsetSeconds: clock.offsetMs / 1000 };
}
