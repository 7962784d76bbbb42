/** Goes through a council's whole log in pages and computes everything again that can be computed. */
import type { SealReference, Tx } from '@improvement-ledger/event-store';
import { NotCanonicalError, sealHash, withTenants } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import type { StoredRow } from './compare-event.js';
import { mismatchesOf } from './compare-event.js';

const PAGE = 500;

export interface Verification {
  readonly events: number;
  /** Seals whose value was found and agrees. */
  readonly sealed: number;
  /** Seals whose value is no longer there. */
  readonly erased: number;
  /** Sentences, each with its position; the walk ends on the page with the first. */
  readonly mismatches: readonly string[];
}

export const verifyCouncil = async (sql: Sql, tenant: string, head: number): Promise<Verification> => {
  let [events, sealed, erased, lastRecordedAt] = [0, 0, 0, ''];
  const mismatches: string[] = [];
  const versions = new Map<string, number>();
  const say = (position: number, what: string): void => {
    mismatches.push(`${tenant} ${position}: ${what}`);
  };
  while (events < head && mismatches.length === 0) {
    const { rows, seals } = await withTenants(sql, [tenant], async (tx) => readPage(tx, tenant, events));
    for (const row of rows) {
      events += 1;
      if (row.position !== events) {
        say(events, `is missing; the next is ${row.position}`);
        break;
      }
      for (const what of mismatchesOf(row)) say(row.position, what);
      const version = (versions.get(row.stream) ?? 0) + 1;
      versions.set(row.stream, version);
      if (row.stream_version !== version) {
        say(row.position, `version ${row.stream_version} of ${row.stream} where ${version} must stand`);
      }
      if (row.recorded_at < lastRecordedAt) say(row.position, 'recorded before the event before it');
      lastRecordedAt = row.recorded_at;
      const found = verifySeals(row, seals, (what) => say(row.position, what));
      sealed += found.sealed;
      erased += found.erased;
    }
    if (rows.length === 0) say(events + 1, `is missing; the head is ${head}`);
  }
  return { events, sealed, erased, mismatches };
};

interface SealedRow {
  readonly id: string;
  readonly subject: string;
  readonly value: unknown;
  readonly salt: string;
}

const readPage = async (
  tx: Tx,
  tenant: string,
  after: number,
): Promise<{ readonly rows: readonly StoredRow[]; readonly seals: ReadonlyMap<string, SealedRow> }> => {
  const rows = await tx<StoredRow[]>`
    select tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at, effective_at,
           effective_from, convert_from(body, 'UTF8') as body, data, encode(leaf, 'hex') as leaf,
           command_id, command_index, command_count
      from ledger.events where tenant = ${tenant} and position > ${after} order by position limit ${PAGE}`;
  const ids = rows.flatMap((row) => sealsIn(row.body).map(({ id }) => id));
  const seals = await tx<SealedRow[]>`
    select id, subject, value, encode(salt, 'hex') as salt
      from ledger.sealed_values where tenant = ${tenant} and id = any (${ids}::uuid[])`;
  return { rows, seals: new Map(seals.map((each) => [each.id, each])) };
};

/** Every seal that the body names, wherever it stands. */
const sealsIn = (body: string): SealReference['$sealed'][] => {
  const found: SealReference['$sealed'][] = [];
  try {
    JSON.parse(body, (name, value: unknown) => {
      if (name === '$sealed') found.push(value as SealReference['$sealed']);
      return value;
    });
  } catch {
    // A body that is not JSON is reported as such, with the event.
  }
  return found;
};

const verifySeals = (row: StoredRow, seals: ReadonlyMap<string, SealedRow>, say: (what: string) => void) => {
  let [sealed, erased] = [0, 0];
  for (const { id, subject, hash } of sealsIn(row.body)) {
    const stored = seals.get(id);
    if (stored === undefined) {
      erased += 1;
      continue;
    }
    sealed += 1;
    if (hashOf(stored) !== hash) say(`the sealed value ${id} is not the one that was sealed`);
    if (stored.subject !== subject) say(`the sealed value ${id} is filed under another subject`);
  }
  return { sealed, erased };
};

const hashOf = ({ salt, value }: SealedRow): string | null => {
  try {
    return sealHash(Buffer.from(salt, 'hex'), value);
  } catch (error) {
    if (error instanceof NotCanonicalError) return null;
    throw error;
  }
};
