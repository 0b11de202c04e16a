/** The bytes of padded base64; undefined for anything else. Node skips what is no base64: whoever sends such a thing is not B2C. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
