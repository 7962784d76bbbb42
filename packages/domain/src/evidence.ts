/**
 * What shows how an action stands. The ledger keeps no documents: it keeps where one lies, and the hash by which
 * anybody can tell whether what lies there now is what was shown.
 */
import { z } from 'zod';
import { sealedName, sealedText } from './sealed.js';

const isWebAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

export const evidence = z.strictObject({
  title: sealedName(500),
  url: sealedText(2_000).refine(
    ({ $seal: { value } }) => value === null || isWebAddress(value),
    'is not an address on the web that begins with https:// or http://',
  ),
  /** SHA-256 of the document's bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits in lower case'),
  mediaType: z
    .string()
    .max(127)
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/, 'is not a media type, such as application/pdf'),
  /** In bytes, where it is known. */
  size: z.int().min(0).max(2_147_483_647).nullable(),
  /** The position of the claim of completion that it is to support, if it is for one. */
  claim: z.int().min(1).nullable(),
});
export type Evidence = z.infer<typeof evidence>;
