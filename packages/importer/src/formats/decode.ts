/**
 * Turns a file's bytes into text. Spreadsheets save CSV as UTF-8, UTF-16 or the Windows code page,
 * and only the first two can be told from the bytes with certainty.
 */

// Node's own decoder for this code page gave control characters for 80 to 9F in several releases.
const windows1252High = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => windows1252High[character.charCodeAt(0) - 0x80] ?? character);

const decodedAs = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The text with its line ends as line feeds and without a byte order mark, and whether it had to be
 * read as Windows-1252; `null` where the bytes are no text in the encoding that they announce.
 */
export const decode = (bytes: Uint8Array): { readonly text: string; readonly assumed: boolean } | null => {
  const mark = `${bytes[0] ?? ''} ${bytes[1] ?? ''}`;
  const utf16 = { '255 254': 'utf-16le', '254 255': 'utf-16be' }[mark];
  const certain = decodedAs(utf16 ?? 'utf-8', bytes);
  if (certain === null && utf16 !== undefined) return null;
  const text = certain ?? fromWindows1252(bytes);
  return { text: text.replace(/\r\n?/g, '\n'), assumed: certain === null };
};
