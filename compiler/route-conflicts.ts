import type { Diagnostic } from './diagnostic.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { finding, type GeneratingRuleName } from './generating-rules.ts';
import { fold } from './id-map.ts';

/** Whether a profile is known to be served here: then a fault of its route is an error. */
export type IsHosted = (profile: GeneratedProfile) => boolean;

/** Routes that the Functions host refuses, or cannot tell apart. @see facts runtime 1 */
export function checkRoutes(
  profiles: readonly GeneratedProfile[],
  isHosted: IsHosted,
  diagnostics: Diagnostic[],
): void {
  for (const profile of profiles) diagnostics.push(...routeFaults(profile, isHosted));
  const byMethod = Map.groupBy(profiles, ({ contract }) => contract.method);
  for (const rivals of byMethod.values()) diagnostics.push(...conflicts(rivals, isHosted));
}

function routeFaults(profile: GeneratedProfile, isHosted: IsHosted): Diagnostic[] {
  const { id, contract, position } = profile;
  const severity = isHosted(profile) ? 'error' : 'warning';
  const report = (rule: GeneratingRuleName, fault: string) => [
    finding(rule, position, `The route "${contract.route}" of "${id}" ${fault}.`, { severity }),
  ];
  if (/^(?:admin|runtime)/i.test(contract.route)) return report('route-reserved', 'is reserved');
  if (contract.route === '') return report('route-unusable', 'is empty');
  if (contract.route.split('/').includes(''))
    return report('route-unusable', 'has an empty segment');
  if (/\}\{(?!\{)/.test(contract.route.replaceAll('}}', ''))) {
    return report('route-unusable', 'has two parameters with nothing between them');
  }
  return contract.route.includes('?') ? report('route-unusable', 'has a question mark') : [];
}

/** Each profile with the first of those before it that would answer the same requests. */
function conflicts(profiles: readonly GeneratedProfile[], isHosted: IsHosted): Diagnostic[] {
  const found: Diagnostic[] = [];
  const routes = profiles.map((profile) => ({
    profile,
    segments: profile.contract.route.split('/').map(readSegment),
  }));
  for (const [index, { profile, segments }] of routes.entries()) {
    const first = routes.slice(0, index).find((earlier) => overlap(earlier.segments, segments));
    if (first) found.push(conflict(first.profile, profile, isHosted));
  }
  return found;
}

/** The text before a segment's first parameter and behind its last; one without any is all `before`. */
interface Segment {
  readonly before: string;
  readonly after?: string;
}

function readSegment(segment: string): Segment {
  const parts = fold(segment)
    .replaceAll('{{', '\u0001')
    .replaceAll('}}', '\u0002')
    .split(/\{[^{}]+\}/);
  const [before = ''] = parts;
  return parts.length === 1 ? { before } : { before, after: parts.at(-1) ?? '' };
}

function overlap(first: readonly Segment[], second: readonly Segment[]): boolean {
  if (first.length !== second.length) return false;
  return first.every((segment, index) => segmentsOverlap(segment, second[index] ?? segment));
}

function segmentsOverlap(one: Segment, other: Segment): boolean {
  if (one.after === undefined && other.after === undefined) return one.before === other.before;
  if (one.after === undefined) return matches(one.before, other);
  if (other.after === undefined) return matches(other.before, one);
  const [[short, long], [end, longEnd]] = [
    inOrder(one.before, other.before),
    inOrder(one.after, other.after),
  ];
  return long.startsWith(short) && longEnd.endsWith(end);
}

function matches(text: string, { before, after = '' }: Segment): boolean {
  const isLongEnough = text.length > before.length + after.length;
  return isLongEnough && text.startsWith(before) && text.endsWith(after);
}

function inOrder(one: string, other: string): [short: string, long: string] {
  return one.length <= other.length ? [one, other] : [other, one];
}

function conflict(
  first: GeneratedProfile,
  second: GeneratedProfile,
  isHosted: IsHosted,
): Diagnostic {
  const { method } = first.contract;
  const one = shape(first);
  const other = shape(second);
  const isSame = one === other && !one.includes('{}');
  const isOneApp = first.origin === second.origin && isHosted(first) && isHosted(second);
  const severity = isOneApp ? 'error' : 'warning';
  const names = `"${first.id}" and "${second.id}"`;
  const message = isSame
    ? `${names} both call ${method} "${second.contract.route}".`
    : `${names} call ${method} "${first.contract.route}" and "${second.contract.route}", which match the same requests.`;
  const rule = isSame ? 'route-same-url' : 'route-overlap';
  return finding(rule, second.position, message, { severity });
}

/** A route without the names of its parameters and the case of its words. */
function shape({ contract }: GeneratedProfile): string {
  return fold(contract.route).replace(/\{[^{}]+\}/g, '{}');
}
