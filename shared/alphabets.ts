/** Alphabets whose letters look alike: nobody's name has two of them in one word, nor a domain in one label. */
const lookAlikes = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Whether a word or label keeps to one of Latin, Cyrillic and Greek; other scripts may stand beside it. */
export function isOfOneAlphabet(word: string): boolean {
  return lookAlikes.filter((alphabet) => alphabet.test(word)).length <= 1;
}
