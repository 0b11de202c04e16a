import type { RawRequest } from '../support/raw-http.ts';

/** Where a claim travels, and how the fixture is asked with it. */
export interface Place {
  readonly name: string;
  /** Whether the claim is JSON there, or text. */
  readonly kind: 'json' | 'text';
  /** Whether only ASCII gets through. */
  readonly isPlain: boolean;
  /** A request with the claim as it is written there; undefined: without it. */
  request(claim: string, raw: string | undefined): RawRequest;
}

const json = ['content-type', 'application/json'] as const;
const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

/** Every SendClaimsIn; Url has two places. */
export const places: readonly Place[] = [
  {
    name: 'Body',
    kind: 'json',
    isPlain: false,
    request: (claim, raw) => {
      const body = raw === undefined ? '{}' : `{${JSON.stringify(claim)}:${raw}}`;
      return { method: 'POST', path: '/api/body', headers: [json], body };
    },
  },
  {
    name: 'Form',
    kind: 'text',
    isPlain: false,
    request: (claim, raw) => {
      const body = raw === undefined ? 'x=1' : new URLSearchParams({ [claim]: raw }).toString();
      return { method: 'POST', path: '/api/form', headers: [form], body };
    },
  },
  {
    name: 'QueryString',
    kind: 'text',
    isPlain: false,
    request: (claim, raw) => ({ path: `/api/query${query(claim, raw)}` }),
  },
  {
    name: 'Header',
    kind: 'text',
    isPlain: true,
    request: (claim, raw) => ({
      path: '/api/header',
      headers: raw === undefined ? [] : [[claim, raw]],
    }),
  },
  {
    name: 'Url, placeholder in the path',
    kind: 'text',
    isPlain: false,
    request: (claim, raw) => ({ path: `/api/path-${claim}/${encodeURIComponent(raw ?? '')}` }),
  },
  {
    name: 'Url, placeholder in the query',
    kind: 'text',
    isPlain: false,
    request: (claim, raw) => ({ path: `/api/parameter-${claim}${query(claim, raw)}` }),
  },
];

function query(claim: string, raw: string | undefined): string {
  return raw === undefined ? '' : `?${claim}=${encodeURIComponent(raw)}`;
}
