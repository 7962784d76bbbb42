/** One stored event against what its own bytes say. Everything is computed again; nothing stored is taken at its word. */
import { effectiveFrom } from '@improvement-ledger/domain';
import { canonical, leafHash } from '@improvement-ledger/event-store';

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
  readonly body: string;
  readonly data: unknown;
  readonly leaf: string;
  readonly command_id: string;
  readonly command_index: number;
  readonly command_count: number;
}

interface Body {
  readonly eventId: unknown;
  readonly stream: unknown;
  readonly version: unknown;
  readonly type: unknown;
  readonly schemaVersion: unknown;
  readonly effectiveAt: unknown;
  readonly command: { readonly id: unknown; readonly index: unknown; readonly count: unknown } | null;
  readonly data: unknown;
}

const parsed = (body: string): Body | null => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && canonical(value) === body ? (value as Body) : null;
  } catch {
    return null;
  }
};

/** What does not agree, one phrase each; none for an event that verifies. */
export const mismatchesOf = (row: StoredRow): string[] => {
  const leaf = leafHash({
    tenant: row.tenant,
    position: row.position,
    recordedAt: row.recorded_at,
    body: row.body,
  });
  const body = parsed(row.body);
  const wrong =
    leaf === row.leaf ? [] : ['the leaf does not follow from body, position, recorded time and council'];
  if (body === null) return [...wrong, 'the body is not canonical JSON'];
  const effective = typeof body.effectiveAt === 'string' ? effectiveFrom(body.effectiveAt) : null;
  const copies: readonly (readonly [column: string, stored: unknown, said: unknown])[] = [
    ['event_id', row.event_id, body.eventId],
    ['stream', row.stream, body.stream],
    ['stream_version', row.stream_version, body.version],
    ['type', row.type, body.type],
    ['schema_version', row.schema_version, body.schemaVersion],
    ['effective_at', row.effective_at, body.effectiveAt],
    ['effective_from', row.effective_from, effective],
    ['command_id', row.command_id, body.command?.id],
    ['command_index', row.command_index, body.command?.index],
    ['command_count', row.command_count, body.command?.count],
    ['data', canonicalOrNull(row.data), canonicalOrNull(body.data)],
  ];
  return [
    ...wrong,
    ...copies
      .filter(([, stored, said]) => stored !== said)
      .map(([column]) => `the column ${column} is not what the body says`),
  ];
};

/** A tampered column may hold what has no canonical form. */
const canonicalOrNull = (value: unknown): string | null => {
  try {
    return canonical(value);
  } catch {
    return null;
  }
};
