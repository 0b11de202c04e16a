import { request } from 'node:http';

/** The answer to a plain request. */
export interface PlainAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

/** A request with these headers, Host and Sec-Fetch-… among them: without what `fetch` adds or forbids. */
export function plainRequest(
  url: string,
  options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> },
  text?: string,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, async (response) => {
      const chunks = await response.setEncoding('utf8').toArray();
      const { statusCode: status = 0, headers } = response;
      resolve({ status, text: chunks.join(''), location: headers.location });
    });
    sent.on('error', reject).end(text);
  });
}
