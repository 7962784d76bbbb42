/**
 * Which tables a read model has. One is live: queries read it, through the view `read.<name>`. One may be built beside
 * it, because the version was raised or somebody asked for a rebuild; it takes the place of the live one when it is as
 * far. The one whose place was taken is kept for a while and then dropped.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { projections } from './list.js';
import type { Generation, Projection } from './projection.js';
import { generationKey } from './projection.js';

export type GenerationState = 'building' | 'live' | 'retired';

/** The table, as `declare.ts` makes it. */
export const generationsSql = `
  create table if not exists read.generations (
    projection text collate "C" not null,
    version    integer not null,
    generation integer not null,
    state      text not null check (state in ('building', 'live', 'retired')),
    begun_at   timestamptz(3) not null default clock_timestamp(),
    live_at    timestamptz(3),
    retired_at timestamptz(3),
    primary key (projection, version, generation)
  );
  create unique index if not exists generations_live on read.generations (projection) where state = 'live';
  create unique index if not exists generations_building on read.generations (projection, version) where state = 'building';
  comment on column read.generations.live_at is 'Since when queries read it.';
  comment on column read.generations.retired_at is 'Since when they read another.';`;

/** SQL of one generation's row. */
export const isGeneration = (tx: Tx, of: Generation) => {
  const { name, version, generation } = generationKey(of);
  return tx`projection = ${name} and version = ${version} and generation = ${generation}`;
};

/** The read models of a list, in the version that this program makes, as the generations of theirs that are in a state. */
export const generationsIn = async (
  sql: Sql | Tx,
  state: Exclude<GenerationState, 'retired'>,
  list: readonly Projection[] = projections,
): Promise<Projection[]> => {
  const rows = await sql<{ projection: string; version: number; generation: number }[]>`
    select projection, version, generation from read.generations where state = ${state}`;
  return list.flatMap((each) => {
    const row = rows.find(({ projection, version }) => projection === each.name && version === each.version);
    return row === undefined ? [] : [{ ...each, generation: row.generation }];
  });
};

/** Has a new generation built, unless one of this version is being built already; false then. */
export const beginBuilding = async (sql: Sql | Tx, { name, version }: Projection): Promise<boolean> => {
  const begun = await sql`
    insert into read.generations (projection, version, generation, state)
    select ${name}, ${version}, coalesce(max(generation), 0) + 1, 'building'
      from read.generations where projection = ${name} and version = ${version}
        on conflict do nothing`;
  return begun.count === 1;
};

/** What was built in an earlier version is of no use to anybody any more. */
export const giveUpEarlier = async (tx: Tx, { name, version }: Projection): Promise<void> => {
  await tx`
    update read.generations set state = 'retired', retired_at = clock_timestamp()
     where projection = ${name} and version < ${version} and state = 'building'`;
};
