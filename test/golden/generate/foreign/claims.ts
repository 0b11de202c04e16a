// Written by `countersign generate`; do not edit.
import { claimType } from 'countersign/serve';
import type * as z from 'zod';

/** "Claims of different rules under one wire name" (string). */
export const anyString = claimType({ id: 'any string', dataType: 'string' });
export type AnyString = z.output<typeof anyString>;

/** "berthName" (string). */
export const berthName = claimType({ id: 'berthName', dataType: 'string' });
export type BerthName = z.output<typeof berthName>;

/** "berth_name" (string). */
export const berthName2 = claimType({
  id: 'berth_name',
  dataType: 'string',
  pattern: { regularExpression: '^[a-z]+$', helpText: 'Small letters.' },
});
export type BerthName2 = z.output<typeof berthName2>;

/** "displayName" (string). */
export const displayName = claimType({ id: 'displayName', dataType: 'string' });
export type DisplayName = z.output<typeof displayName>;

/** objectId (string). */
export const objectId = claimType({ id: 'objectId', dataType: 'string' });
export type ObjectId = z.output<typeof objectId>;

/** "tide" (int). */
export const tide = claimType({ id: 'tide', dataType: 'int' });
export type Tide = z.output<typeof tide>;
