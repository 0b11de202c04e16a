import type { HttpRequest, HttpResponseInit } from '@azure/functions';

/** The least that a function can do for the same answer: it parses the JSON and replies. */
export async function bareHandler(request: HttpRequest): Promise<HttpResponseInit> {
  const claims = (await request.json()) as Record<string, string>;
  return {
    jsonBody: {
      displayName: `${claims['givenName']} ${claims['surname']}`,
      memberNumber: claims['memberNumber'],
    },
  };
}
