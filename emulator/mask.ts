import type { Mask } from '../compiler/model.ts';
import { translateRegularExpression } from '../compiler/regular-expression.ts';

/** What is shown where a policy's own expression cannot be run: nothing of the value. */
const wholeMask = '****';

/**
 * How a value is shown; the claim keeps it. Simple replaces as many leading characters as the mask has,
 * Regex every match; `${name}` and `$1` in its text are what a group has found.
 * @see facts policy-language 3.3
 */
export function maskText({ type, regex, text }: Mask, value: string): string {
  if (type === 'Simple') return `${text}${value.slice(text.length)}`;
  const translated = translateRegularExpression(regex ?? '');
  if (!regex || !('text' in translated)) return wholeMask;
  const [flags, source] = translated.text.startsWith('(?i)')
    ? ['gi', translated.text.slice('(?i)'.length)]
    : ['g', translated.text];
  const replacement = text.replaceAll(/\$\{(\w+)\}/g, (_, name) => {
    return /^\d+$/.test(name) ? `$${name}` : `$<${name}>`;
  });
  return value.replaceAll(new RegExp(source, flags), replacement);
}
