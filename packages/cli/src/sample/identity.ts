import { createHash } from 'node:crypto';
import { uuidOf } from '../new-id.js';

/** The id of something in the sample council: made from its name (UUIDv8), so that it is the same everywhere. */
export const sampleId = (name: string): string => {
  const bytes = createHash('sha256').update(`improvement-ledger/sample/${name}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return uuidOf(bytes);
};

export const personIdOf = (key: string): string => sampleId(`person/${key}`);
