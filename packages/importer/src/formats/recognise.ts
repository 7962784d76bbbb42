/**
 * Tells what a file is that is not a CSV file, from its first bytes: a sender who is told "this is a
 * Word document" knows what to do, one who is told "parse error" does not.
 */

const saveAsCsv = 'Open it and save the sheet that holds the actions as "CSV UTF-8".';
const copyTable = 'Copy its table of actions into a spreadsheet and save that as "CSV UTF-8".';

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', `It looks like a PDF document. ${copyTable}`],
  ['\u0089PNG', `It looks like a picture (PNG). Send the plan itself, as "CSV UTF-8".`],
  ['\u00ff\u00d8\u00ff', `It looks like a picture (JPEG). Send the plan itself, as "CSV UTF-8".`],
  ['GIF8', `It looks like a picture (GIF). Send the plan itself, as "CSV UTF-8".`],
  ['\u00d0\u00cf\u0011\u00e0', `It looks like an older Excel or Word file. ${saveAsCsv}`],
  ['\u001f\u008b', 'It looks like a compressed file. Unpack it first.'],
  ['{\\rtf', `It looks like a rich text document. ${copyTable}`],
];

const zipKinds: readonly (readonly [string, string])[] = [
  ['xl/', `It looks like an Excel workbook. ${saveAsCsv}`],
  ['word/', `It looks like a Word document. ${copyTable}`],
  ['opendocument.spreadsheet', `It looks like an OpenDocument spreadsheet. ${saveAsCsv}`],
  ['opendocument.text', `It looks like an OpenDocument text. ${copyTable}`],
];

/** What a file of other than text looks like and what to do about it, or `null` where it may be text. */
export const foreignBytes = (bytes: Uint8Array): string | null => {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = signatures.find(([signature]) =>
    content.subarray(0, 8).toString('latin1').startsWith(signature),
  );
  if (known !== undefined) return known[1];
  if (content.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    return (
      zipKinds.find(([part]) => content.includes(part, 0, 'latin1'))?.[1] ??
      'It looks like a zip file. Unpack it first.'
    );
  }
  const isUtf16 = content.length >= 2 && [0xfeff, 0xfffe].includes(content.readUInt16BE(0));
  return !isUtf16 && content.includes(0) ? `It holds bytes that are not text. ${saveAsCsv}` : null;
};

/** What a text of other than rows and cells looks like, or `null` where it may be CSV. */
export const foreignText = (text: string): string | null => {
  const start = text.trimStart();
  if (/^(?:\{\s*["}]|\[\s*[[{"\]])/.test(start))
    return `It looks like JSON data. Send the plan as "CSV UTF-8".`;
  if (/^<(?:\?xml|!doctype|html|[a-z]+[\s>])/i.test(start)) {
    return `It looks like a web page or XML. Send the plan as "CSV UTF-8".`;
  }
  return null;
};
