import { JourneyFailed } from '../shared/errors.ts';
import { isSame } from './active-journeys.ts';
import { unexpectedEvent } from './journey-faults.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Execution, ProviderRedirect, Waiting } from './profile-type.ts';

/** What came back from a provider by way of the browser. */
export type AnswerParameters = ReadonlyMap<string, string>;

/**
 * Sends the browser to a provider and waits for the answer that has the redirect's state.
 * @param take what an answer without an error comes to
 */
export function waitForProvider(
  run: ProfileRun,
  redirect: ProviderRedirect,
  take: (answer: AnswerParameters) => Promise<Execution>,
): Waiting {
  const [url = ''] = redirect.url.split('?');
  const details = { url, method: redirect.method, parameters: [...redirect.parameters.keys()] };
  const text = `The browser goes to the provider of "${run.profile.id}".`;
  run.trace({ kind: 'redirect', phase: 'Execution', text, details });
  return {
    kind: 'redirect',
    redirect,
    resume: async (event) => {
      if (event.kind === 'cancel') throw providerRefused('access_denied');
      const isAnswer =
        event.kind === 'providerAnswer' && isSame(stateOf(event.parameters) ?? '', redirect.state);
      if (!isAnswer) throw unexpectedEvent(event);
      return take(event.parameters);
    },
  };
}

/** What an answer is found by. */
export function stateOf(answer: AnswerParameters): string | undefined {
  return (
    answer.get('state') ??
    answer.get('RelayState') ??
    answer.get('oauth_token') ??
    answer.get('denied') // OAuth1, where the user cancelled
  );
}

/**
 * The provider said no, or what it said is no answer; the user's cancel there is one of these.
 * @see facts engine 2.7, 3.8 (90273)
 */
export function providerRefused(error: string, cause?: unknown): JourneyFailed {
  const shown = /^[\w.:-]{1,100}$/.test(error) ? error : 'invalid_response';
  return new JourneyFailed(`An invalid response was received: 'Error: ${shown}'`, {
    aadb2cCode: 'AADB2C90273',
    error: shown === 'access_denied' ? 'access_denied' : 'server_error',
    cause,
  });
}

/** Where the provider sends the browser back to. @see facts engine 2.7, 3.1 */
export function returnUri(
  { tenant, transaction: { request }, policy }: ProfileRun,
  endpoint: 'oauth1' | 'oauth2',
  hasPolicy: boolean,
): string {
  const { policyId } = policy;
  const name = endpoint === 'oauth1' ? policyId.toLowerCase() : policyId; // X compares it with its case
  const within = hasPolicy ? `/${name}` : '';
  return `${request.origin}/${tenant.name}${within}/${endpoint}/authresp`;
}
