/**
 * Goes through a council's whole log in pages and computes everything again that can be computed: the steps of
 * "To verify a log" in docs/event-format.md.
 */
import type { Tx } from '@improvement-ledger/event-store';
import { NotCanonicalError, sealHash, withTenants } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import type { Compared, StoredRow } from './compare-event.js';
import { compareEvent } from './compare-event.js';
import { sealsIn } from './stored-body.js';

const PAGE = 500;

export interface Verification {
  readonly events: number;
  /** Seals whose value was found and agrees. */
  readonly sealed: number;
  /** Sentences, each with its position; the walk ends on the page with the first. */
  readonly mismatches: readonly string[];
}

type Say = (what: string) => void;

export const verifyCouncil = async (sql: Sql, tenant: string, head: number): Promise<Verification> => {
  let [events, sealed, lastRecordedAt] = [0, 0, ''];
  const mismatches: string[] = [];
  const versions = new Map<string, number>();
  while (events < head && mismatches.length === 0) {
    const { page, values, corrected } = await withTenants(sql, [tenant], async (tx) =>
      readPage(tx, tenant, events),
    );
    for (const { row, body, wrong } of page) {
      events += 1;
      const say: Say = (what) => void mismatches.push(`${tenant} ${events}: ${what}`);
      if (row.position !== events) {
        say(`is missing; the next is ${row.position}`);
        break;
      }
      wrong.forEach(say);
      const version = (versions.get(row.stream) ?? 0) + 1;
      versions.set(row.stream, version);
      if (row.stream_version !== version) {
        say(`version ${row.stream_version} of ${row.stream} where ${version} must stand`);
      }
      if (row.recorded_at < lastRecordedAt) say('recorded before the event before it');
      lastRecordedAt = row.recorded_at;
      verifyCorrection({ row, body }, corrected, say);
      sealed += verifySeals(body, values, say);
    }
    if (page.length === 0) mismatches.push(`${tenant} ${events + 1}: is missing; the head is ${head}`);
  }
  return { events, sealed, mismatches };
};

interface SealedRow {
  readonly id: string;
  readonly subject: string;
  readonly value: unknown;
  readonly salt: string;
}
type Corrected = Pick<StoredRow, 'position' | 'stream' | 'type'>;

const readPage = async (tx: Tx, tenant: string, after: number) => {
  const rows = await tx<StoredRow[]>`
    select tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at, effective_at,
           effective_from, body, data, encode(leaf, 'hex') as leaf, command_id, command_index, command_count
      from ledger.events where tenant = ${tenant} and position > ${after} order by position limit ${PAGE}`;
  const page = rows.map((row) => ({ row, ...compareEvent(row) }));
  const ids = page.flatMap(({ body }) => sealsIn(body).seals.map(({ id }) => id));
  const values = await tx<SealedRow[]>`
    select id, subject, value, encode(salt, 'hex') as salt
      from ledger.sealed_values where tenant = ${tenant} and id = any (${ids}::uuid[])`;
  const named = page.flatMap(({ body }) => body?.corrects?.position ?? []);
  const corrected = await tx<Corrected[]>`
    select position, stream, type from ledger.events
     where tenant = ${tenant} and position = any (${named}::bigint[])`;
  return {
    page,
    values: new Map(values.map((each) => [each.id, each])),
    corrected: new Map(corrected.map((each) => [each.position, each])),
  };
};

/** What is corrected came earlier, and was verified before its correction. */
const verifyCorrection = (
  { row, body }: Pick<Compared, 'body'> & { readonly row: StoredRow },
  corrected: ReadonlyMap<number, Corrected>,
  say: Say,
): void => {
  const { corrects = null } = body ?? {};
  if (corrects === null) return;
  const other = corrected.get(corrects.position);
  if (corrects.position >= row.position || other === undefined) {
    say(`corrects ${corrects.position}, which is no earlier event`);
  } else if (other.stream !== row.stream || other.type !== row.type) {
    say(`corrects ${corrects.position}, which is a ${other.type} of ${other.stream}`);
  }
};

/** How many seals of a body agree with their values. */
const verifySeals = (body: Compared['body'], values: ReadonlyMap<string, SealedRow>, say: Say): number => {
  const { seals, broken } = sealsIn(body);
  if (broken > 0) say('the body holds a seal that is none');
  for (const { id, subject, hash } of seals) {
    const stored = values.get(id);
    if (stored === undefined) {
      say(`the sealed value ${id} is missing, and no event says that it was erased`);
      continue;
    }
    if (hashOf(stored) !== hash) say(`the sealed value ${id} is not the one that was sealed`);
    if (stored.subject !== subject) say(`the sealed value ${id} is filed under another subject`);
  }
  return seals.length;
};

const hashOf = ({ salt, value }: SealedRow): string | null => {
  try {
    return sealHash(Buffer.from(salt, 'hex'), value);
  } catch (error) {
    if (error instanceof NotCanonicalError) return null;
    throw error;
  }
};
