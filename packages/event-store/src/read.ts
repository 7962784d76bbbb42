/** Reading the log: one stream, or a tenant's feed after a position; with the texts opened, or as stored. */
import type { EventType, Recorded } from '@improvement-ledger/domain';
import type { Sql } from 'postgres';
import { ENVELOPE_VERSION } from './body.js';
import { openAll, sealIdsIn } from './seals.js';
import type { Tx } from './tenancy.js';
import { withTenants } from './tenancy.js';
import { UnknownEventError, upcast } from './upcast.js';

/** The log has a hole where a position must stand. Readers stop; somebody must look. */
export class GapError extends Error {
  constructor(
    readonly tenant: string,
    /** The first position that is missing. */
    readonly position: number,
    found: string,
  ) {
    super(`${tenant}: position ${position} is missing, ${found}`);
  }
}

export const FEED_PAGE_MAX = 1_000;

interface Row {
  readonly tenant: string;
  readonly position: number;
  readonly recorded_at: string;
  readonly effective_from: string;
  readonly body: string;
  readonly leaf: string;
}

/** An event as stored: seals in place of texts. */
export const storedEvent = (row: Row): Recorded => {
  const { version, v, ...body } = JSON.parse(row.body) as Record<string, unknown>;
  if (v !== ENVELOPE_VERSION) {
    throw new UnknownEventError(
      `${row.tenant} ${row.position}: this program reads envelopes of version ${ENVELOPE_VERSION}, not ${String(v)}`,
    );
  }
  return upcast({
    ...body,
    tenant: row.tenant,
    position: row.position,
    streamVersion: version,
    recordedAt: row.recorded_at,
    effectiveFrom: row.effective_from,
    leaf: row.leaf,
  } as unknown as Recorded);
};

/** Puts texts back into stored events (or anything else that holds seals), with one query for all of them. */
export const openTexts = async <Value>(tx: Tx, tenant: string, value: Value): Promise<Value> => {
  const ids = sealIdsIn(value);
  if (ids.length === 0) return value;
  const rows = await tx<{ id: string; value: unknown }[]>`
    select id, value from ledger.sealed_values where tenant = ${tenant} and id = any (${ids}::uuid[])`;
  return openAll(value, new Map(rows.map(({ id, value: text }) => [id, text]))) as Value;
};

const columns = (tx: Tx) => tx`
  tenant, position, recorded_at, effective_from, convert_from(body, 'UTF8') as body, encode(leaf, 'hex') as leaf`;

/** The whole record of several streams, in the order of the log, with texts. */
export const readStreams = async (
  tx: Tx,
  tenant: string,
  streams: readonly string[],
): Promise<Recorded[]> => {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from ledger.events
    where tenant = ${tenant} and stream = any (${[...streams]}) order by position`;
  return openTexts(tx, tenant, rows.map(storedEvent));
};

/** Up to `limit` events after a position, as stored. Throws `GapError` when one is missing. */
export const readFeed = async <Type extends EventType = EventType>(
  tx: Tx,
  tenant: string,
  after: number,
  limit: number,
): Promise<Recorded<Type>[]> => {
  if (limit < 1 || limit > FEED_PAGE_MAX) throw new RangeError(`limit must be 1 to ${FEED_PAGE_MAX}`);
  // Read before the events, so that one recorded in between is not missed.
  const head = await readHead(tx, tenant);
  const rows = await tx<Row[]>`
    select ${columns(tx)} from ledger.events
    where tenant = ${tenant} and position > ${after} order by position limit ${limit}`;
  rows.forEach((row, index) => {
    if (row.position !== after + 1 + index) {
      throw new GapError(tenant, after + 1 + index, `the next is ${row.position}`);
    }
  });
  const last = after + rows.length;
  if (rows.length < limit && last < head) {
    throw new GapError(tenant, last + 1, `the head is ${head}`);
  }
  return rows.map(storedEvent) as Recorded<Type>[];
};

/**
 * The feed after a position up to the head, as it stands when the reader comes there: page by page, each in a
 * transaction of its own, so that neither memory nor an open transaction grows with the log.
 */
export async function* feedPages(
  sql: Sql,
  tenant: string,
  after: number,
  pageEvents: number = FEED_PAGE_MAX,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  let position = after;
  for (;;) {
    const from = position;
    const page = await withTenants(sql, [tenant], async (tx) => readFeed(tx, tenant, from, pageEvents));
    if (page.length > 0) yield page;
    if (page.length < pageEvents) return;
    position += page.length;
  }
}

/** Up to `limit` events of one stream after a version, with texts. */
export const readStream = async (
  tx: Tx,
  tenant: string,
  stream: string,
  after: number,
  limit: number,
): Promise<Recorded[]> => {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from ledger.events
    where tenant = ${tenant} and stream = ${stream} and stream_version > ${after}
    order by stream_version limit ${limit}`;
  return openTexts(tx, tenant, rows.map(storedEvent));
};

/** One event as stored, or `null`. */
export const readEvent = async (tx: Tx, tenant: string, position: number): Promise<Recorded | null> => {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from ledger.events where tenant = ${tenant} and position = ${position}`;
  return row === undefined ? null : storedEvent(row);
};

/** The last position of a tenant; 0 for none. */
export const readHead = async (tx: Tx, tenant: string): Promise<number> => {
  const [row] = await tx<{ position: number }[]>`
    select position from ledger.tenants where tenant = ${tenant}`;
  return row?.position ?? 0;
};

/** Where a tenant's log ends, and what time it is there. */
export interface LogEnd {
  readonly head: number;
  /** A log whose recorded times are given lives at the last of them. */
  readonly now: string;
}

/** The end of a tenant's log: where it is now, and the last that was recorded. */
export const readEnd = async (tx: Tx, tenant: string): Promise<LogEnd> => {
  const [row] = await tx<LogEnd[]>`
    select position as head, case clock when 'replayed' then recorded_at else clock_timestamp() end as now
      from ledger.tenants where tenant = ${tenant}`;
  return row ?? { head: 0, now: new Date().toISOString() };
};

/** The last position recorded at or before an instant; 0 before the first. */
export const positionAt = async (tx: Tx, tenant: string, instant: string): Promise<number> => {
  const [row] = await tx<
    { position: number }[]
  >`select ledger.position_at(${tenant}, ${instant}) as position`;
  return row?.position ?? 0;
};

/** Several events as stored, by position. */
export const readEvents = async (
  tx: Tx,
  tenant: string,
  positions: readonly number[],
): Promise<Map<number, Recorded>> => {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from ledger.events
    where tenant = ${tenant} and position = any (${[...positions]}::bigint[])`;
  return new Map(rows.map((row) => [row.position, storedEvent(row)]));
};
