/** An id made from a name (UUIDv8): the same name has the same id everywhere. No secret, only a way to find a record again. */

const MASK = 0xffff_ffff_ffff_ffffn;

/** FNV-1a over 64 bits, from a seed of one's own. */
const fnv = (text: string, seed: bigint): bigint => {
  let hash = 0xcbf2_9ce4_8422_2325n ^ seed;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100_0000_01b3n) & MASK;
  }
  return hash;
};

export const namedId = (name: string): string => {
  const hex = [1n, 2n].map((seed) => fnv(name, seed).toString(16).padStart(16, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};
