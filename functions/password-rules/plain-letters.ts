/** What people write for a letter. `1`, `!` and `|` may be i or l: `i` stands for all of them. */
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  '3': 'e',
  '€': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
};

/** In small letters without accents, with letters for the digits and symbols that stand for them. */
export function plainLetters(text: string): string {
  const small = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  return small.replace(/[0-9!|€@$+]/g, (character) => lookalikes[character] ?? character);
}

/** As `plainLetters`, with one letter for those that look alike: to be compared with other such texts only. */
export function likeness(text: string): string {
  return plainLetters(text).replaceAll('l', 'i');
}
