import { JourneyFailed } from '../shared/errors.ts';
import type { UserEvent } from './page.ts';

/** A fault in one sentence, its code first. */
export function faultText({ aadb2cCode, message }: JourneyFailed): string {
  return aadb2cCode === undefined ? message : `${aadb2cCode}: ${message}`;
}

/**
 * The user cancelled a page.
 * @param message the page's text `cancel_message`
 * @see facts engine 3.8, 4.2
 */
export function userCancelled(message?: string): JourneyFailed {
  const words = 'The user has cancelled entering self-asserted information.';
  return new JourneyFailed(message ?? words, {
    aadb2cCode: 'AADB2C90091',
    error: 'access_denied',
  });
}

/** The user asked for a new password; the application starts the policy for it. */
export function passwordForgotten(): JourneyFailed {
  return new JourneyFailed('The user has forgotten their password.', {
    aadb2cCode: 'AADB2C90118',
    error: 'access_denied',
  });
}

/**
 * What arrived does not belong to the page that the journey is at: a replay, a page left open, a
 * program. The journey itself stays as it is.
 */
export class UnexpectedEvent extends Error {
  override readonly name = 'UnexpectedEvent';
}

/** The page that the journey is at cannot do that. */
export function unexpectedEvent({ kind }: UserEvent): UnexpectedEvent {
  return new UnexpectedEvent(`The page that the journey is at does not take the event "${kind}".`);
}
