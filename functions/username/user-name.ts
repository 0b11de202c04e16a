/** A name as it is written to the directory, and as it is compared with others. */
export interface UserName {
  /** In small letters; what a person types in other letters of the same name becomes this. */
  readonly written: string;
  /** The same for all names that look alike: of these one account has one. */
  readonly key: string;
}

/** How many characters a name has. */
export const nameLength = { shortest: 3, longest: 20 } as const;

/** Letters a to z and digits, with single dots, hyphens and underlines between them. */
const shape = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/;

/**
 * Reads a name as it was typed: compatibility forms (NFKC: `Ｒｕｔｈ`, `ﬁnn`) and capitals are the same name.
 * Letters of other scripts and accents make no name, so that none looks like another's for that.
 * Undefined where it is no name.
 */
export function readUserName(typed: string): UserName | undefined {
  const written = typed.normalize('NFKC').trim().toLowerCase();
  const { shortest, longest } = nameLength;
  const isName = written.length >= shortest && written.length <= longest && shape.test(written);
  return isName ? { written, key: lookalike(written) } : undefined;
}

/** One form for what people take for each other at a glance. */
function lookalike(name: string): string {
  return name
    .replace(/[._-]/g, '')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Names that speak for the club, and those that programs take for somebody. */
const reserved = [
  ...['admin', 'administrator', 'root', 'system', 'support', 'help', 'helpdesk', 'security'],
  ...['info', 'mail', 'postmaster', 'webmaster', 'abuse', 'noreply', 'null', 'undefined'],
  ...['alderlake', 'alder-lake', 'alderlakerowing', 'boathouse', 'captain', 'coach', 'treasurer'],
];

const reservedKeys = new Set(reserved.map(lookalike));

/** Whether nobody gets the name, nor one that looks like it, nor one with digits behind it. */
export function isReserved({ key, written }: UserName): boolean {
  return reservedKeys.has(key) || reservedKeys.has(lookalike(written.replace(/[0-9]+$/, '')));
}
