/** Milliseconds as JUnit's seconds. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** An element with escaped attributes; its content is XML. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => {
    return ` ${key}="${escapeXml(String(value))}"`;
  });
  const open = `<${name}${pairs.join('')}`;
  return content === '' ? `${open}/>\n` : `${open}>${content}</${name}>\n`;
}

/** Characters that XML 1.0 cannot hold at all are replaced: a case may be called anything. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
