import { ClaimsMalformed } from '../../shared/errors.ts';
import type { Decision, Question } from './consents.ts';

const purposePattern = /^[a-z][a-z0-9-]{0,31}$/;
const mostPurposes = 20;

/**
 * What the policy's page asks: "newsletter,photos" and the version of its text.
 * Throws ClaimsMalformed where that is no list of purposes.
 */
export function questionOf(offered: string, version: string): Question {
  const purposes = listOf('offered', offered);
  if (purposes.length === 0) throw new ClaimsMalformed('It names no purpose.', 'offered');
  return { purposes, version };
}

/**
 * The purposes that a person has ticked; B2C leaves the claim out where she ticked none.
 * Throws ClaimsMalformed where the page did not offer one of them.
 */
export function grantedOf(granted: string | undefined, { purposes }: Question): Set<string> {
  const chosen = listOf('granted', granted ?? '');
  if (!chosen.every((purpose) => purposes.includes(purpose)))
    throw new ClaimsMalformed('It names a purpose that was not offered.', 'granted');
  return new Set(chosen);
}

function listOf(claim: string, text: string): string[] {
  const names = new Set(text.split(',').map((name) => name.trim()));
  names.delete('');
  if (names.size > mostPurposes || ![...names].every((name) => purposePattern.test(name)))
    throw new ClaimsMalformed('It is no list of purposes such as "newsletter,photos".', claim);
  return [...names];
}

/** What tokens and pages are told; `granted` is left out where there is none, `consents` is then "none". */
export function consentClaims(decisions: readonly Decision[]) {
  const granted = decisions.filter(({ state }) => state === 'granted');
  const list = granted.map(({ purpose }) => purpose).join(',') || undefined;
  return { granted: list, consents: list ?? 'none' };
}

/** Whether a purpose was never decided on, or on another version of the text. */
export function isOpen({ purposes, version }: Question, decisions: readonly Decision[]): boolean {
  const decided = decisions.filter((decision) => decision.version === version);
  return purposes.some((purpose) => !decided.some((decision) => decision.purpose === purpose));
}
