/** Texts out of events and into the sealed values beside the log, and back again at reading. */
import { createHash, randomBytes } from 'node:crypto';
import type { Sealed } from '@improvement-ledger/domain';
import { v7 } from 'uuid';
import { canonical } from './canonical.js';

const DOMAIN_SEPARATOR = 'improvement-ledger/seal/v1';

/** A value on its way into `sealed_values`; the salt is hex. */
export interface SealedValue {
  readonly id: string;
  readonly subject: string;
  readonly value: unknown;
  readonly salt: string;
}

/** What stands in an event's body in place of a value. */
export interface SealReference {
  readonly $sealed: { readonly id: string; readonly subject: string; readonly hash: string };
}

/** SHA-256 over separator ‖ 0x00 ‖ salt ‖ canonical JSON of the value, hex. */
export const sealHash = (salt: Buffer, value: unknown): string =>
  createHash('sha256').update(`${DOMAIN_SEPARATOR}\0`).update(salt).update(canonical(value)).digest('hex');

const SALT_BYTES = 32;
const SALTS_AT_ONCE = 128;
let salts = Buffer.alloc(0);

/** A salt that was never given before; asking the system for many at once is far cheaper than for each. */
const freshSalt = (): Buffer => {
  if (salts.length === 0) salts = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
  const salt = salts.subarray(0, SALT_BYTES);
  salts = salts.subarray(SALT_BYTES);
  return salt;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isOpen = (value: Record<string, unknown>): value is Record<string, unknown> & Sealed<unknown> =>
  '$seal' in value;
const isSealed = (value: Record<string, unknown>): value is Record<string, unknown> & SealReference =>
  '$sealed' in value;

const mapObjects = (value: unknown, change: (object: Record<string, unknown>) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isObject(value)) return value;
  const changed = change(value);
  if (changed !== undefined) return changed;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapObjects(member, change)]),
  );
};

/** Replaces every open text by its seal. Texts that were sealed before (a retraction repeats them) keep theirs. */
export const sealAll = (value: unknown): { readonly sealed: unknown; readonly values: SealedValue[] } => {
  const values: SealedValue[] = [];
  const sealed = mapObjects(value, (object) => {
    if (!isOpen(object)) return undefined;
    const { id, hash, subject, value: text } = object.$seal;
    if (id !== undefined && hash !== undefined) return { $sealed: { id, subject, hash } };
    const salt = freshSalt();
    const fresh = { id: v7(), subject, value: text, salt: salt.toString('hex') };
    values.push(fresh);
    return { $sealed: { id: fresh.id, subject, hash: sealHash(salt, text) } };
  });
  return { sealed, values };
};

/** The ids of all seals within a stored value. */
export const sealIdsIn = (value: unknown): string[] => {
  const ids: string[] = [];
  const collect = (within: unknown): void => {
    if (!isObject(within)) return;
    if (!Array.isArray(within) && isSealed(within)) ids.push(within.$sealed.id);
    else Object.values(within).forEach(collect);
  };
  collect(value);
  return ids;
};

/**
 * Puts the texts back where their seals stand; an erased one reads as `null`. What holds no seal is handed back as it
 * is, for of a page of rows that is most.
 */
export const openAll = (value: unknown, texts: ReadonlyMap<string, unknown>): unknown => {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => openAll(item, texts));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (isSealed(value)) {
    return { $seal: { ...value.$sealed, value: texts.get(value.$sealed.id) ?? null } };
  }
  let opened: Record<string, unknown> | null = null;
  for (const [name, member] of Object.entries(value)) {
    const open = openAll(member, texts);
    if (open === member) continue;
    opened ??= { ...value };
    opened[name] = open;
  }
  return opened ?? value;
};
