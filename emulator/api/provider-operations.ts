import * as z from 'zod';
import { providerPersonShape } from '../stand-ins/provider-people.ts';
import { ApiRefusal, operation } from './operation.ts';

/** Who can sign in at the stand-ins of identity providers. */
export const providerOperations = [
  operation({
    method: 'get',
    path: '/provider-people',
    summary: 'Who has an account at the stand-ins of identity providers.',
    answer: z.array(providerPersonShape),
    handle: ({ controls: { site } }) => site.tenant.standIns.people,
  }),
  operation({
    method: 'post',
    path: '/provider-people',
    summary: 'Adds somebody at all stand-ins; whoever has the id already is replaced.',
    body: providerPersonShape,
    answer: providerPersonShape,
    handle: ({ controls: { site }, body }) => site.tenant.standIns.accounts.put(body),
  }),
  operation({
    method: 'delete',
    path: '/provider-people/{id}',
    summary: 'Removes somebody from all stand-ins.',
    handle: ({ controls: { site }, context }) => {
      const id = context.req.param('id') ?? '';
      if (site.tenant.standIns.accounts.remove(id)) return;
      throw new ApiRefusal('not_found', `Nobody at the stand-ins has the id "${id}".`);
    },
  }),
];
