/** `REST-ValidateMemberNumber` makes `rest-validate-member-number`: the name of a file or function. */
export function kebabCase(id: string): string {
  return words(id).join('-');
}

/** `REST-ValidateMemberNumber` makes `restValidateMemberNumber`; acronyms are words. */
function camelCase(id: string): string {
  const [first = '', ...rest] = words(id);
  return first + rest.map(upperFirst).join('');
}

/**
 * The constant that stands for an id in generated code. `noun` (`claim`, `profile`) makes a name of
 * what would be none: `2fa` is `claim2fa`, `class` is `classClaim`.
 */
export function constantName(id: string, noun: string): string {
  const name = /^[a-z][A-Za-z0-9]*$/.test(id) ? id : camelCase(id);
  if (/^[0-9]/.test(name)) return noun + name;
  return takenNames.has(name) ? name + upperFirst(noun) : name;
}

/** The type that goes with a constant. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A profile's file, without its ending; Windows opens a device where a file is called `con`. */
export function fileName(id: string): string {
  const name = kebabCase(id);
  return /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(name) ? `${name}-profile` : name;
}

/** Lower-case ASCII words; an id without any letter or digit is spelled by its code points. */
function words(id: string): string[] {
  const ascii = id
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\0-\x7F]/gu, codePoint);
  const found = ascii.split(wordBoundary).filter((word) => word !== '');
  const spelled = found.length > 0 ? found : [[...id].map(codePoint).join('') || 'empty'];
  return spelled.map((word) => word.toLowerCase());
}

const wordBoundary = /[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

function codePoint(character: string): string {
  return `u${(character.codePointAt(0) ?? 0).toString(16)}`;
}

/** What a module may not declare, what Biome refuses to shadow, and what generated files import. */
const takenNames = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof var
  void while with yield async of undefined globalThis constructor decodeURI decodeURIComponent
  encodeURI encodeURIComponent escape hasOwnProperty isFinite isNaN isPrototypeOf parseFloat
  parseInt propertyIsEnumerable toLocaleString toString unescape valueOf
  z claims claimType defineProfile`.split(/\s+/),
);
