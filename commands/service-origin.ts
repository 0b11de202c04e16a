import { isReadable } from '../caller/doctor/not-encrypted.ts';
import { UsageError } from './usage.ts';

/**
 * The origin of a service that is given tokens: nobody reads along.
 * @param source the option or variable that says it, for the message
 * @throws UsageError where it is none
 */
export function requireOrigin(text: string, source: string): string {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && isWeb && url.href === `${url.origin}/` && !isReadable(url)) return url.origin;
  throw new UsageError(
    `${source} takes an origin, "https://" and a host without a path, not "${text}".`,
  );
}
