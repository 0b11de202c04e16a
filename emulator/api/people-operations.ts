import * as z from 'zod';
import { JourneyFailed } from '../../shared/errors.ts';
import type { DirectoryUser } from '../directory.ts';
import { extensionsOf } from '../extensions-app.ts';
import {
  changePerson,
  exportPeople,
  importPeople,
  PersonRefused,
  personChangesShape,
  personOf,
  personShape,
} from '../people.ts';
import type { Tenant } from '../tenant.ts';
import { ApiRefusal, operation } from './operation.ts';

const people = z.array(personShape);

/** `GET|POST|PATCH|DELETE people`: the directory, without passwords. */
export const peopleOperations = [
  operation({
    method: 'get',
    path: '/people',
    summary: 'Everybody in the directory; `POST people` takes the same list.',
    answer: people,
    handle: ({ controls }) => exportPeople(controls.site.tenant.directory),
  }),
  operation({
    method: 'get',
    path: '/people/{objectId}',
    summary: 'One person.',
    answer: personShape,
    handle: ({ controls, context }) =>
      personOf(require(controls.site.tenant, context.req.param('objectId'))),
  }),
  operation({
    method: 'post',
    path: '/people',
    summary:
      'Adds a person, or a list of them, all or nobody; whoever is there by objectId, sign-in name or identity is brought up to date.',
    body: z.union([people, personShape]),
    answer: people,
    handle: async ({ controls, body }) => {
      const { tenant } = controls.site;
      const users = await judged(
        importPeople(tenant.directory, [body].flat(), extensionsOf(tenant)),
      );
      return users.map(personOf);
    },
  }),
  operation({
    method: 'patch',
    path: '/people/{objectId}',
    summary: 'Changes what is said of a person, and leaves the rest; null clears.',
    body: personChangesShape,
    answer: personShape,
    handle: async ({ controls, context, body }) => {
      const { tenant } = controls.site;
      const known = require(tenant, context.req.param('objectId'));
      const changed = { objectId: known.objectId, changes: body };
      return personOf(await judged(changePerson(tenant.directory, changed, extensionsOf(tenant))));
    },
  }),
  operation({
    method: 'delete',
    path: '/people/{objectId}',
    summary: 'Removes a person.',
    handle: async ({ controls, context }) => {
      const { directory } = controls.site.tenant;
      await directory.remove(require(controls.site.tenant, context.req.param('objectId')).objectId);
      await directory.flush();
    },
  }),
  operation({
    method: 'delete',
    path: '/people',
    summary: 'Empties the directory.',
    handle: ({ controls }) => removeEverybody(controls.site.tenant),
  }),
];

/** Empties the directory of a tenant. */
export async function removeEverybody({ directory }: Tenant): Promise<void> {
  for (const { objectId } of directory.users()) await directory.remove(objectId);
  await directory.flush();
}

function require({ directory }: Tenant, objectId = ''): DirectoryUser {
  const user = directory.find({ attribute: 'objectId', value: objectId });
  if (user) return user;
  throw new ApiRefusal('not_found', `Nobody has the objectId "${objectId}".`);
}

async function judged<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (fault) {
    const isRefused = fault instanceof JourneyFailed || fault instanceof PersonRefused;
    if (isRefused) throw new ApiRefusal('conflict', fault.message);
    throw fault;
  }
}
