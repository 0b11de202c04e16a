import type { BindingInfo } from './core-api.ts';
import type { RegisteredFunction } from './registry.ts';

/** What starts a function: the one binding whose type ends in "Trigger". */
export interface Trigger {
  /** The binding's name, as the programming model knows it. */
  readonly name: string;
  readonly type: string;
  readonly settings: BindingInfo;
}

/** A function's trigger; undefined where it has none, which the real host refuses. */
export function triggerOf({ metadata }: RegisteredFunction): Trigger | undefined {
  for (const [name, settings] of Object.entries(metadata.bindings)) {
    if (/trigger$/i.test(settings.type)) return { name, type: settings.type, settings };
  }
  return undefined;
}

/** Whether a trigger is of a type, without regard to case. */
export function isOfType(trigger: Trigger | undefined, type: string): boolean {
  return trigger?.type.toLowerCase() === type.toLowerCase();
}
