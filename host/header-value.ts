/** Whether a text can be the value of a header: visible ASCII, spaces and tabs. */
export function isHeaderValue(text: string): boolean {
  return !/[^\t\x20-\x7e]/.test(text);
}
