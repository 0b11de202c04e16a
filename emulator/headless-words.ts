import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold } from '../compiler/id-map.ts';
import { placeText } from '../compiler/source.ts';
import type { JourneyFailed } from '../shared/errors.ts';
import { placeOf } from './fault-place.ts';
import type { Stop } from './journey.ts';
import { faultText, UnexpectedEvent } from './journey-faults.ts';
import type { Page, SubmittedClaims } from './page.ts';

/** Where a journey stands, for whoever expected something else. */
export function describeStop(stop: Stop): string {
  switch (stop.kind) {
    case 'failed':
      return `the journey failed: ${describeFault(stop.fault)}`;
    case 'redirect':
      return `the browser is at the provider of "${stop.redirect.technicalProfileId}".`;
    case 'response':
      return 'the journey has answered the application.';
    case 'page':
      return describePage(stop.page);
  }
}

/** Why a journey failed, with its place in the policy. */
export function describeFault(fault: JourneyFailed): string {
  const text = faultText(fault);
  const position = placeOf(fault);
  const place = position && placeText(position);
  return place === undefined || text.includes(place) ? text : `${text} (${place})`;
}

/** `the page of "X" is open, and shows: …` */
function describePage(page: Page): string {
  const name = 'technicalProfileId' in page ? `of "${page.technicalProfileId}"` : 'of providers';
  return `the page ${name} is open${page.error ? `, and shows: ${page.error.message}` : '.'}`;
}

/**
 * A browser sends what the page has fields for: anything else is a typing error of the program.
 * @throws UnexpectedEvent that names the page's fields
 */
export function requireFields(page: Page, claims: SubmittedClaims): void {
  if (!('fields' in page)) return; // it says itself that it takes no claims
  const fields = page.fields.map(({ claimTypeReferenceId }) => claimTypeReferenceId);
  const known = new Set(fields.map(fold));
  const unknown = Object.keys(claims).find((id) => !known.has(fold(id)));
  if (unknown === undefined) return;
  const list = fields.length === 0 ? 'none at all' : `only ${quoted(fields)}`;
  const message = `The page has no field "${unknown}", ${list}.${didYouMean(unknown, fields)}`;
  throw new UnexpectedEvent(message);
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => `"${id}"`).join(', ');
}
