import type { HttpCookie } from './core-api.ts';

/**
 * A Set-Cookie header as ASP.NET Core writes it: `a=b%20c; max-age=60; path=/; samesite=lax; httponly`.
 * The path is "/" unless the function says otherwise.
 * @see facts runtime 1, "Responses"
 */
export function formatCookie(cookie: HttpCookie): string {
  const expires = cookie.expires?.value?.seconds;
  const maxAge = cookie.maxAge?.value;
  const domain = cookie.domain?.value;
  const sameSite = sameSiteNames[cookie.sameSite ?? 'none'];
  const parts = [
    `${escapeText(cookie.name ?? '')}=${escapeText(cookie.value ?? '')}`,
    expires !== undefined && `expires=${new Date(expires * 1000).toUTCString()}`,
    maxAge !== undefined && `max-age=${Math.trunc(maxAge)}`,
    domain !== undefined && domain !== '' && `domain=${domain}`,
    `path=${cookie.path?.value || '/'}`,
    cookie.secure?.value === true && 'secure',
    sameSite !== undefined && `samesite=${sameSite}`,
    cookie.httpOnly?.value === true && 'httponly',
  ];
  return parts.filter((part) => part !== false).join('; ');
}

/** "none" is how the library says that the function did not choose. */
const sameSiteNames = {
  none: undefined,
  lax: 'lax',
  strict: 'strict',
  explicitNone: 'none',
} as const;

/** As Uri.EscapeDataString: all but letters, digits and "-_.~". */
function escapeText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
