import { isIPv4, isIPv6 } from 'node:net';

/**
 * Who shares an address: an IPv4 address stands for itself, an IPv6 address for its /64, which one
 * customer has whole. Undefined for what is no address. B2C's text may have a port (unconfirmed).
 * @see facts rest-contract 1.5
 */
export function networkOf(text: string): string | undefined {
  const address = text.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1');
  const [, host = address] = /^([\d.]+):\d+$/.exec(address) ?? [];
  if (isIPv4(host)) return host;
  const [bare = ''] = host.split('%');
  if (!isIPv6(bare)) return undefined;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [readGroups(head), readGroups(tail ?? '')];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function readGroups(text: string): number[] {
  return text
    .split(':')
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (!part.includes('.')) return [Number.parseInt(part, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      return [a * 256 + b, c * 256 + d];
    });
}
