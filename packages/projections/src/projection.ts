/**
 * The one skeleton of every read model: a name, a version, the event types it reads, its own columns,
 * the rows that an event gives, and (in the same file) the queries that are asked of it.
 *
 * Rows are entries on both axes of time. Every event gives rows of its own; nothing is overwritten, so any
 * (asOf, knownAt) is one indexed query:
 *
 *   root            position of the first event; a correction keeps it
 *   known_from      position of the event, or correction, that says so
 *   known_to        position of the correction that replaced it (the last of positions: none did)
 *   effective_from  from when it was true
 *   retracted       it says that the fact never happened
 */
import type { EventType, Recorded } from '@improvement-ledger/domain';

export interface Projection<Type extends EventType = EventType> {
  /** The read model's name; its table is `read.<name>`. */
  readonly name: string;
  /** Raise it when the columns or the rows change: the read model is then built anew from the first event. */
  readonly version: number;
  /** Which of the tables that this version has had; the first, unless it was rebuilt. */
  readonly generation?: number;
  readonly types: readonly Type[];
  /** SQL of the columns besides those that every read model has. */
  readonly columns: string;
  /** SQL of indexes; `%` stands for the table. */
  readonly indexes: readonly string[];
  /** Names the rows of one event, so that each has a key: `''` where an event gives one row at most. */
  readonly rows: (event: Recorded<Type>) => readonly EntryRow[];
  /** The same rows as SQL, for stretches of the log too long to be read event by event. What `rows` says holds. */
  readonly asSet?: SetForm;
  /** Rows besides, made from the entries of each record. */
  readonly derived?: DerivedForm;
}

/** The rows of an event `e` of `ledger.events`, in the shape in which its type is recorded today. */
export interface SetForm {
  /** The facets that `e` touches, as `text[]`. */
  readonly facets: string;
  /** The read model's own columns of one `facet`, in the order in which they are declared. */
  readonly columns: string;
}

/** How a read model's derived rows are made (`derived.ts`). Entries have the facet `''`, derived rows have others. */
interface DerivedForm {
  /** The column that says of which record a row is. */
  readonly key: string;
  /**
   * SQL of a query of `entry`: the entries of one record, none of them retracted, as known at the position `at`. It gives
   * `at`, `facet`, `effective_from` and the read model's own columns by their names.
   */
  readonly made: string;
  /** The read model's own columns in the order in which they are declared. */
  readonly columns: readonly string[];
}

/** One row's own columns; `facet` tells rows of one event apart. */
export interface EntryRow {
  readonly facet: string;
  readonly [column: string]: unknown;
}

/** Holds a projection's types together and forgets them, so that projections of different events make one list. */
export const projection = <Type extends EventType>(definition: Projection<Type>): Projection =>
  definition as unknown as Projection;

/** The value of `known_to` of an entry that nothing has replaced. */
export const NEVER = '9223372036854775807';

/** What tells the tables of all read models apart. */
export type Generation = Pick<Projection, 'name' | 'version' | 'generation'>;

export const generationKey = ({ name, version, generation = 1 }: Generation): Required<Generation> => ({
  name,
  version,
  generation,
});

/** The table that holds a generation of a read model; the view `read.<name>` shows the live one. */
export const tableOf = (of: Generation): string => {
  const { name, version, generation } = generationKey(of);
  return generation === 1 ? `${name}_v${version}` : `${name}_v${version}_g${generation}`;
};
