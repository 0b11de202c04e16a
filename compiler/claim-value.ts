import * as z from 'zod';
import { dataTypes } from '../shared/data-types.ts';
import { TransformationFailed } from '../shared/errors.ts';
import type { DataType } from './model.ts';

/** A claim whose DataType is an identity, or one item of a collection of them. */
export interface ClaimObject {
  readonly [property: string]: unknown;
}

/** What a claim of each DataType holds. @see facts policy-language 3.2 */
export interface ClaimValues {
  string: string;
  boolean: boolean;
  int: number;
  long: bigint;
  /** `YYYY-MM-DD` */
  date: string;
  dateTime: Date;
  duration: string;
  phoneNumber: string;
  stringCollection: readonly string[];
  userIdentity: ClaimObject;
  userIdentityCollection: readonly ClaimObject[];
  alternativeSecurityIdCollection: readonly ClaimObject[];
  objectIdentity: ClaimObject;
  objectIdentityCollection: readonly ClaimObject[];
}

/** The value of a claim. `null` is a claim that exists and is empty; an absent claim has no value. */
export type ClaimValue = ClaimValues[DataType] | null;

/** Reads a claim in its native JSON or its text form; undefined where it is none of the DataType. */
export function decodeClaim<Type extends DataType>(
  dataType: Type,
  wire: unknown,
): ClaimValues[Type] | undefined {
  const { data } = z.safeDecode(dataTypes[dataType].schema() as z.ZodType, wire);
  return data as ClaimValues[Type] | undefined;
}

/** As `decodeClaim`; a value that is none of the DataType ends the journey. */
export function requireClaim<Type extends DataType>(dataType: Type, wire: unknown) {
  const claim = decodeClaim(dataType, wire);
  if (claim === undefined) throw new TransformationFailed(`A value is no "${dataType}".`);
  return claim;
}

/** A claim as JSON holds it: a dateTime is text, a long keeps all its digits. */
export function encodeClaim(dataType: DataType, value: NonNullable<ClaimValue>): unknown {
  return z.encode(dataTypes[dataType].schema() as z.ZodType, value);
}
