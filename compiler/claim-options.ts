import { fold } from './id-map.ts';
import type { ClaimType, EffectivePolicy } from './model.ts';

/** The values that users choose from. */
export interface ClaimOptions {
  readonly values: ReadonlySet<string>;
  /** The value that differs in case alone at most. */
  readonly spelled: (value: string) => string | undefined;
}

/** Very many claims may ask for very many options. */
const known = new WeakMap<ClaimType, ClaimOptions>();

const none: ClaimOptions = { values: new Set(), spelled: () => undefined };

/** The Enumeration elements of a claim; none where it has none, or nobody declares it. */
export function optionsOf({ claimTypes }: EffectivePolicy, id: string): ClaimOptions {
  const claimType = claimTypes.get(id);
  if (!claimType?.restriction) return none;
  const options = known.get(claimType) ?? readOptions(claimType);
  known.set(claimType, options);
  return options;
}

function readOptions({ restriction }: ClaimType): ClaimOptions {
  const values = (restriction?.enumerations ?? []).map(({ value }) => value);
  const byFolded = new Map(values.toReversed().map((value) => [fold(value), value]));
  return { values: new Set(values), spelled: (value) => byFolded.get(fold(value)) };
}
