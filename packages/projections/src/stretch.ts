/**
 * A stretch of a council's log as one read model reads it: the database looks through all of it, and hands over
 * only what the read model has use for, or what somebody has to look at.
 */
import type { EventType, Recorded } from '@improvement-ledger/domain';
import { catalogue, schemaVersionOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { ENVELOPE_VERSION, readFeed, storedEvent } from '@improvement-ledger/event-store';
import type { Correction } from './roots.js';

export interface Stretch {
  readonly tenant: string;
  /** Both ends are known to be within the log. */
  readonly after: number;
  readonly end: number;
}

const everyType = Object.keys(catalogue) as EventType[];
/** Types with the schema version under which each is recorded today. */
const shapesOfToday = everyType.map((type) => `${type} ${schemaVersionOf(type)}`);
/** Types with every schema version that this program reads. */
const shapesKnown = everyType.flatMap((type) =>
  Array.from({ length: schemaVersionOf(type) }, (_, older) => `${type} ${older + 1}`),
);

/** Canonical JSON has one way to write each of these, and no quote within a string stands without a backslash. */
const NO_CORRECTION = '"corrects":null';
const TODAYS_ENVELOPE = `"v":${ENVELOPE_VERSION},"version":`;
/** The last two members of every body, the envelope's version and the stream's, stand within so many bytes. */
const LAST_MEMBERS_BYTES = 48;

const isOfToday = (tx: Tx) => tx`e.type || ' ' || e.schema_version = any (${shapesOfToday})`;

/** Holds for events in a shape that this program can read. */
const isKnown = (tx: Tx) => tx`
  (e.type || ' ' || e.schema_version = any (${shapesKnown}) and position(convert_to(${TODAYS_ENVELOPE}, 'UTF8')
     in substring(e.body from greatest(octet_length(e.body) - ${LAST_MEMBERS_BYTES}, 1))) > 0)`;

const isCorrection = (tx: Tx) => tx`position(convert_to(${NO_CORRECTION}, 'UTF8') in e.body) = 0`;

const within = (tx: Tx, { tenant, after, end }: Stretch) =>
  tx`e.tenant = ${tenant} and e.position > ${after} and e.position <= ${end}`;

/**
 * The events of these types, and all corrections; read as stored, so that one in a shape that this program does not
 * know throws, of whatever type. Throws `GapError` when one is missing.
 */
export const readStretch = async (
  tx: Tx,
  stretch: Stretch,
  types: readonly EventType[],
): Promise<Recorded[]> => {
  const { tenant, after, end } = stretch;
  const [[counted], rows] = await Promise.all([
    tx<
      { count: number }[]
    >`select count(*)::integer as count from ledger.events e where ${within(tx, stretch)}`,
    tx<Parameters<typeof storedEvent>[0][]>`
      select e.tenant, e.position, e.recorded_at, e.effective_from, convert_from(e.body, 'UTF8') as body,
             encode(e.leaf, 'hex') as leaf
        from ledger.events e
       where ${within(tx, stretch)} and (e.type = any (${[...types]}) or not ${isKnown(tx)} or ${isCorrection(tx)})
       order by e.position`,
  ]);
  // It knows how to say which one is missing.
  if (counted?.count !== end - after) await readFeed(tx, tenant, after, end - after);
  return rows.map(storedEvent);
};

/**
 * What has to be known of a stretch before SQL may go through it by itself: its corrections; or `null` where an event
 * is missing, is in a shape that this program does not know or, being of these types, in an older one.
 */
export const surveyStretch = async (
  tx: Tx,
  stretch: Stretch,
  types: readonly EventType[],
): Promise<readonly Correction[] | null> => {
  const [row] = await tx<{ count: number; plain: boolean; corrections: Correction[] | null }[]>`
    select count(*)::integer as count, 
           bool_and(${isKnown(tx)} and (${isOfToday(tx)} or e.type <> all (${[...types]}))) as plain,
           json_agg(json_build_object('position', e.position, 'corrects', convert_from(e.body, 'UTF8')::jsonb -> 'corrects')
                    order by e.position) filter (where ${isCorrection(tx)}) as corrections
      from ledger.events e where ${within(tx, stretch)}`;
  return row?.count === stretch.end - stretch.after && row.plain ? (row.corrections ?? []) : null;
};
