import { fold } from '../compiler/id-map.ts';
import { functionFor, type RegisteredFunction } from './registered-functions.ts';

/** A profile as far as a function has to match it. */
export interface ProfileRoute {
  readonly profile: string;
  readonly method: 'GET' | 'POST';
  readonly route: string;
}

/** What is compared. */
export interface FunctionsComparison {
  readonly profiles: readonly ProfileRoute[];
  readonly registered: readonly RegisteredFunction[];
  /** Names in countersign.json's `functions`: those that serve no profile. */
  readonly listed: readonly string[];
}

/** One sentence for each profile without a function and each function that nobody asked for. */
export function functionFaults({ profiles, registered, listed }: FunctionsComparison): string[] {
  const serving = new Set<string>();
  const faults: string[] = [];
  for (const profile of profiles) {
    const found = functionFor(registered, profile);
    if (found) serving.add(found.name);
    else faults.push(missingFunction(profile));
  }
  const allowed = new Set(listed.map(fold));
  for (const { name } of registered) {
    if (!serving.has(name) && !allowed.has(fold(name))) faults.push(missingProfile(name));
  }
  const names = new Set(registered.map(({ name }) => fold(name)));
  for (const name of listed) if (!names.has(fold(name))) faults.push(missingListed(name));
  return faults;
}

function missingFunction({ profile, method, route }: ProfileRoute): string {
  return `Technical profile "${profile}" has no function: register one for ${method} "${route}", or the user gets B2C's connection error.`;
}

function missingProfile(name: string): string {
  return `Function "${name}" serves no technical profile: remove it, or list it under "functions" in countersign.json.`;
}

function missingListed(name: string): string {
  return `countersign.json lists the function "${name}", and nothing registers it: correct the name or remove it.`;
}
