/** One stored event against what its own bytes say. Everything is computed again; nothing stored is taken at its word. */
import { effectiveFrom } from '@improvement-ledger/domain';
import { canonical, leafHash } from '@improvement-ledger/event-store';
import type { StoredBody } from './stored-body.js';
import { bodyFrom } from './stored-body.js';

/** A row of the log as it stands in the database. */
export interface StoredRow {
  readonly tenant: string;
  readonly position: number;
  readonly event_id: string;
  readonly stream: string;
  readonly stream_version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly recorded_at: string;
  readonly effective_at: string;
  readonly effective_from: string;
  readonly body: Uint8Array;
  readonly data: unknown;
  readonly leaf: string;
  readonly command_id: string;
  readonly command_index: number;
  readonly command_count: number;
}

export interface Compared {
  /** `null` where the bytes are no body of an event. */
  readonly body: StoredBody | null;
  /** What does not agree, one phrase each; none for an event that verifies. */
  readonly wrong: readonly string[];
}

/** The text of bytes, and the value if the text is the canonical one of it. */
const parsed = (bytes: Uint8Array): { readonly text: string; readonly value: unknown } | null => {
  try {
    // A byte order mark is a byte too many, and not to be passed over.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? { text, value } : null;
  } catch {
    return null;
  }
};

/** An event as its row and its bytes have it. */
export const compareEvent = (row: StoredRow): Compared => {
  const said = parsed(row.body);
  if (said === null) return { body: null, wrong: ['the body is not canonical JSON'] };
  const { tenant, position, recorded_at: recordedAt } = row;
  const follows = leafHash({ tenant, position, recordedAt, body: said.text }) === row.leaf;
  const wrong = follows ? [] : ['the leaf does not follow from body, position, recorded time and council'];
  const form = bodyFrom(said.value);
  return 'wrong' in form
    ? { body: null, wrong: [...wrong, ...form.wrong] }
    : { body: form.body, wrong: [...wrong, ...differencesOf(row, form.body)] };
};

const differencesOf = (row: StoredRow, body: StoredBody): string[] => {
  const copies: readonly (readonly [column: string, stored: unknown, said: unknown])[] = [
    ['event_id', row.event_id, body.eventId],
    ['stream', row.stream, body.stream],
    ['stream_version', row.stream_version, body.version],
    ['type', row.type, body.type],
    ['schema_version', row.schema_version, body.schemaVersion],
    ['effective_at', row.effective_at, body.effectiveAt],
    ['effective_from', row.effective_from, effectiveFrom(body.effectiveAt)],
    ['command_id', row.command_id, body.command.id],
    ['command_index', row.command_index, body.command.index],
    ['command_count', row.command_count, body.command.count],
    ['data', canonicalOrNull(row.data), canonicalOrNull(body.data)],
  ];
  return copies
    .filter(([, stored, said]) => stored !== said)
    .map(([column]) => `the column ${column} is not what the body says`);
};

/** A tampered column may hold what has no canonical form. */
const canonicalOrNull = (value: unknown): string | null => {
  try {
    return canonical(value);
  } catch {
    return null;
  }
};
