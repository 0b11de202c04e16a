import * as z from 'zod';
import { IdMap } from '../compiler/id-map.ts';
import { findPolicyFiles } from '../compiler/policy-files.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import {
  type Application,
  type Applications,
  anyLocalApplication,
} from '../emulator/protocol/applications.ts';

const uris = z.array(z.url());

const list = z.array(
  z.strictObject({
    clientId: z.string().min(1),
    redirectUris: uris,
    /** Those of a single-page application: they need PKCE, and no secret may be sent from there. */
    singlePageRedirectUris: uris.optional(),
    secrets: z.array(z.string().min(1)).optional(),
    allowsImplicit: z.boolean().optional(),
    isEnabled: z.boolean().optional(),
    frontChannelLogoutUri: z.url().optional(),
  }),
);

/**
 * The applications of the environment in appsettings.json, `"Applications": [{ "clientId", "redirectUris" }]`;
 * any of this machine where it has no such list.
 * @throws Error with one line to print, where the list is wrong
 */
export function readApplications(request: PolicySetRequest): Applications {
  const { files } = findPolicyFiles(request.folders, request);
  const found = files.find(({ environment }) => environment?.applications !== undefined);
  if (!found?.environment) return anyLocalApplication;
  const { name, applications } = found.environment;
  const read = list.safeParse(applications);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new Error(
      `appsettings.json, environment "${name}", "Applications" ${place}: ${issue?.message ?? 'it is no list.'}`,
    );
  }
  const byId = new IdMap<Application>();
  for (const { clientId, ...application } of read.data) {
    const said = Object.entries(application).filter(([, value]) => value !== undefined);
    byId.set(clientId, Object.fromEntries(said) as unknown as Application);
  }
  return { find: (clientId) => byId.get(clientId), takesLocalRedirects: false };
}
