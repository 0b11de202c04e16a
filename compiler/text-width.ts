const lineWidth = 100;

/** Whether text of one line still fits when `used` columns of it are taken. */
export function fitsOnLine(text: string, used: number): boolean {
  if (used + 2 * text.length <= lineWidth) return true; // no letter is wider than two columns
  return used + textWidth(text) <= lineWidth;
}

/** Columns that a text takes in an editor: none for a combining mark, two for a wide letter. */
export function textWidth(text: string): number {
  if (isPlain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

const isPlain = /^[\x20-\x7E]*$/;
/** Latin, and what our own tables draw with: a text of very many profiles holds very many of them. */
const isNarrow = /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u02FF\u2190-\u21FF]$/;
const hasNoWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const isWide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]$/u;
const isHalfWidth = /^[\uFF61-\uFFDC]$/;

function characterWidth(character: string): number {
  if (isNarrow.test(character)) return 1;
  if (hasNoWidth.test(character)) return 0;
  return isWide.test(character) && !isHalfWidth.test(character) ? 2 : 1;
}
