import { decodeClaim } from './claim-value.ts';
import { fold } from './id-map.ts';
import type { ParameterSlot, ParameterValue } from './transformation-slots.ts';

/**
 * The Value of an InputParameter as `transform` gets it: a word of a closed list in the
 * documentation's spelling, else a value of the DataType. Undefined where it is none.
 * @see facts claims-transformations 1.3, 1.4
 */
export function readParameter(
  { dataType, allowedValues }: Pick<ParameterSlot, 'dataType' | 'allowedValues'>,
  text: string,
): ParameterValue | undefined {
  if (allowedValues) return allowedValues.find((value) => fold(value) === fold(text.trim()));
  return decodeClaim(dataType, dataType === 'string' ? text : text.trim());
}

/** Replaces `{RelyingPartyTenantId}` and its like; what is not known stays. @see facts claims-transformations 1.5 */
export function replaceExpressions(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{([a-z]+)\}/gi, (expression, name: string) => {
    const known = [...values.keys()].find((key) => fold(key) === fold(name));
    return known === undefined ? expression : (values.get(known) ?? expression);
  });
}
