import { writeKeyFile } from '../caller/key-file.ts';
import type { AzdValues } from './azd-values.ts';
import { withTenant } from './policies-connect.ts';

/** How a value gets to B2C. */
export interface DeliveryFlags {
  /** A file that only its owner may read, for whoever uses the portal. */
  readonly file?: string;
  /** Somebody has brought it there. */
  readonly uploaded?: boolean;
}

/** A policy key of a tenant, and how to reach it. */
export interface Delivery {
  readonly values: AzdValues;
  readonly tenantId: string;
  readonly storageReferenceId: string;
  readonly flags: DeliveryFlags;
}

/** Hands a value to B2C, or to a file. Returns whether B2C has it now. */
export async function deliver(delivery: Delivery, value: string): Promise<boolean> {
  const { values, tenantId, storageReferenceId, flags } = delivery;
  if (flags.uploaded) return true;
  if (flags.file !== undefined) {
    await writeKeyFile(flags.file, value, true);
    console.log(
      `The value of ${storageReferenceId} is in "${flags.file}": add it to the policy key in the portal, delete the file.`,
    );
    return false;
  }
  const graph = values['GRAPH_ENDPOINT'] ?? 'https://graph.microsoft.com';
  const wish = { graph, graphSource: 'GRAPH_ENDPOINT', tenants: [tenantId] };
  await withTenant(wish, ({ keySets }) => keySets.upload(storageReferenceId, value));
  return true;
}
