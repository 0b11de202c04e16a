import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { AuthenticatedRequest } from '../../caller/authenticate.ts';
import type { Club } from '../support/club.ts';

/** A request that was sent, to be sent again as it was. */
export interface Sent {
  readonly kind: 'look-up' | 'sign-in' | 'preferences';
  readonly objectId: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, and what it was to. */
export interface Answered {
  readonly sent: Sent;
  readonly status: number;
  readonly body: string;
}

/** Makes requests of a mix: half look something up, half change something once. */
export interface Traffic {
  next(): Sent;
}

/** Each change is of an account and a journey of its own, so that its effects can be counted. */
export async function prepareTraffic(club: Club): Promise<Traffic> {
  const lookUp = await club.request('REST-CheckEmailDomain', { emailDomain: 'example.org' });
  const signIn = await club.request('REST-RecordSignIn', {});
  const preferences = await club.request('REST-SavePreferences', {});
  let count = 0;
  return {
    next() {
      count += 1;
      const [objectId, correlationId] = [randomUUID(), randomUUID()];
      if (count % 4 === 1) {
        const claims = { objectId, correlationId, signedInAt: '2026-11-02T08:00:00.000Z' };
        return change(signIn, 'sign-in', claims);
      }
      if (count % 4 === 3) {
        return change(preferences, 'preferences', { objectId, correlationId, outingsPerWeek: 3 });
      }
      const { pathname, search } = lookUp.url;
      const headers = Object.fromEntries(lookUp.headers);
      return { kind: 'look-up', objectId, method: 'GET', path: pathname + search, headers };
    },
  };
}

function change(
  { url, headers }: AuthenticatedRequest,
  kind: Sent['kind'],
  claims: Readonly<Record<string, unknown>> & { readonly objectId: string },
): Sent {
  return {
    kind,
    objectId: claims.objectId,
    method: 'POST',
    path: url.pathname,
    headers: Object.fromEntries(headers),
    body: JSON.stringify(claims),
  };
}

/** How much is sent, and for how long. */
export interface Load {
  readonly baseUrl: string;
  readonly traffic: Traffic;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second in all; as many as are answered where absent. */
  readonly rate?: number;
  readonly onAnswer?: (answered: Answered) => void;
}

/** Sends the traffic over kept connections, one request at a time on each. */
export function apply(load: Load): Promise<autocannon.Result> {
  const { baseUrl, traffic, connections, seconds, rate, onAnswer } = load;
  return autocannon({
    url: baseUrl,
    connections,
    duration: seconds,
    timeout: 20,
    ...(rate !== undefined && { overallRate: rate }),
    requests: [
      {
        setupRequest: (request, context) => {
          const sent = traffic.next();
          Object.assign(context, { sent });
          const { method, path, headers, body } = sent;
          // The library writes its own headers into the object.
          return {
            ...request,
            method,
            path,
            headers: { ...headers },
            body: body ?? Buffer.alloc(0),
          };
        },
        onResponse: (status, body, context) => {
          onAnswer?.({ sent: (context as { sent: Sent }).sent, status, body });
        },
      },
    ],
  });
}

/** Sends one request again. */
export async function sendAgain(baseUrl: string, sent: Sent): Promise<Response> {
  const { method, path, headers, body } = sent;
  return fetch(baseUrl + path, { method, headers, ...(body !== undefined && { body }) });
}
