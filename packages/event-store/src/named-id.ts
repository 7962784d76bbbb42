/** Ids that follow from a name, so that a name has one record however often, and by whomever, it is begun. */
import { createHash } from 'node:crypto';
import { normaliseText } from '@improvement-ledger/domain';

/** Names that differ in capitals or in white space alone are one name. */
const folded = (name: string): string => normaliseText(name).toLowerCase().replace(/\s+/g, ' ').trim();

/** The id (UUIDv8) of a record of a kind in a council, by its name. */
export const namedId = (tenant: string, kind: string, name: string): string => {
  const text = `improvement-ledger/named/${tenant}/${kind}/${folded(name)}`;
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
