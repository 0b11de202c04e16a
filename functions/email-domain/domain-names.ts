import { domainToASCII, domainToUnicode } from 'node:url';
import { isOfOneAlphabet } from '../../shared/alphabets.ts';

/** More labels than these have no mail server of their own. */
const maximumLabels = 5;
const longestDomain = 253;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The domain as mail servers know it: `MÜNCHEN.example.` is `xn--mnchen-3ya.example`. Undefined for what
 * can be none: bad labels, a last label alone, an IP address, alphabets that look alike in one label.
 */
export function asciiDomain(entered: string): string | undefined {
  const ascii = domainToASCII(entered.trim().replace(/\.$/, ''));
  const labels = ascii.split('.');
  const isDomain =
    ascii.length <= longestDomain && labels.length > 1 && labels.every((each) => label.test(each));
  if (!isDomain || /^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  return domainToUnicode(ascii).split('.').every(isOfOneAlphabet) ? ascii : undefined;
}

/** `mail.club.example` is itself and `club.example`: nobody owns the last label. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.').slice(-maximumLabels);
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
