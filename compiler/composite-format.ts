import { TransformationFailed } from '../shared/errors.ts';

/** The longest text that the documentation lets a format make. */
const maximumLength = 4000;

/** `{{`, `}}`, `{index,alignment:format}` and plain text. */
const part = /\{\{|\}\}|\{(\d{1,7}) *(?:, *(-?\d{1,7}) *)?(?::[^{}]*)?\}|[^{}]+/gy;

/**
 * Formats as .NET's String.Format does where all values are texts: a format part has no effect on
 * them, an alignment pads.
 * @throws {TransformationFailed} for a broken format, an index without a value, and over 4000 characters
 * @see facts claims-transformations 1.10
 */
export function formatComposite(format: string, values: readonly string[]): string {
  let text = '';
  let end = 0;
  for (const match of format.matchAll(part)) {
    end = match.index + match[0].length;
    text += partText(match, values);
    if (text.length > maximumLength)
      throw new TransformationFailed('The formatted text is too long.');
  }
  if (end < format.length) throw new TransformationFailed('The format is broken.');
  return text;
}

function partText(
  [text, index, alignment = '0']: RegExpExecArray,
  values: readonly string[],
): string {
  if (index === undefined) return text === '{{' || text === '}}' ? text.slice(1) : text;
  const value = values[Number(index)];
  if (value === undefined) throw new TransformationFailed(`The format has no value {${index}}.`);
  const width = Math.min(Math.abs(Number(alignment)), maximumLength + 1);
  return alignment.startsWith('-') ? value.padEnd(width) : value.padStart(width);
}
