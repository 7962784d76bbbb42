/**
 * The digest of a read model of a council at a position: equal rows, equal digest, in whichever generation, database or
 * version of Postgres they lie.
 *
 *   row      as JSON, its columns by name, instants in UTC; a `known_to` beyond the position is not known of yet
 *   digest   SHA-256(digest before ‖ SHA-256(row) ‖ SHA-256(row) ...), rows in the order of `known_from` and `facet`,
 *            anew for each STRETCH of positions; before the first stretch it is empty
 */
import type { Tx } from '@improvement-ledger/event-store';
import { NEVER } from './projection.js';

/** So many positions are digested by one statement. The digest depends on it. */
export const STRETCH = 10_000;

export interface Part {
  readonly tenant: string;
  readonly after: number;
  readonly end: number;
  /** What was known at this position. */
  readonly at: number;
}

/** Instants are written as the session's time zone has them. */
export const inUtc = async (tx: Tx): Promise<void> => {
  await tx`select set_config('TimeZone', 'UTC', true)`;
};

/** SQL of a part's rows, each with its key. */
export const rowsOfPart = (tx: Tx, table: string, { tenant, after, end, at }: Part) => tx`
  select known_from, facet,
         to_jsonb(r) || jsonb_build_object('known_to', case when known_to > ${at} then ${NEVER}::bigint else known_to end) as row
    from ${tx(table)} r where tenant = ${tenant} and known_from > ${after} and known_from <= ${end}`;

export interface Digest {
  readonly rows: number;
  /** In hexadecimal; '' before the first stretch. */
  readonly digest: string;
}

/** Goes on from the digest of all that stands before a stretch. */
export const digestOn = async (tx: Tx, table: string, part: Part, before: Digest): Promise<Digest> => {
  const [row] = await tx<{ rows: number; digest: string }[]>`
    select count(*)::integer as rows,
           encode(sha256(decode(${before.digest}, 'hex') || coalesce(
             string_agg(sha256(convert_to(row::text, 'UTF8')), ''::bytea order by known_from, facet), '')), 'hex') as digest
      from (${rowsOfPart(tx, table, part)}) entry`;
  return { rows: before.rows + (row?.rows ?? 0), digest: row?.digest ?? '' };
};
