/** Which generation of a read model the queries read: the one whose table the view `read.<name>` shows. */
import type { Tx } from '@improvement-ledger/event-store';
import { giveUpEarlier, isGeneration } from './generations.js';
import type { Generation, Projection } from './projection.js';
import { tableOf } from './projection.js';

type Shown = Pick<Required<Generation>, 'version' | 'generation'>;

/** `null` where there is none yet. */
export const liveGeneration = async (tx: Tx, { name }: Projection): Promise<Shown | null> => {
  const [row] = await tx<Shown[]>`
    select version, generation from read.generations where projection = ${name} and state = 'live'`;
  return row ?? null;
};

/** Notes the first generation of a read model, of which queries have none yet. */
export const beginLive = async (tx: Tx, { name, version }: Projection): Promise<Shown> => {
  // A program that knew no generations said on the view which version it shows.
  const [shown] = await tx<{ version: number | null }[]>`
    select obj_description(to_regclass(${`read.${name}`}), 'pg_class')::integer as version`;
  const begun = { version: shown?.version ?? version, generation: 1 };
  await tx`
    insert into read.generations (projection, version, generation, state, live_at)
    values (${name}, ${begun.version}, ${begun.generation}, 'live', clock_timestamp())`;
  return begun;
};

/** Makes the view, unless it stands. */
export const showUnlessShown = async (tx: Tx, projection: Projection): Promise<void> => {
  const [view] = await tx<{ stands: boolean }[]>`
    select to_regclass(${`read.${projection.name}`}) is not null as stands`;
  if (view?.stands === false) await show(tx, projection);
};

const show = async (tx: Tx, projection: Projection): Promise<void> => {
  const { name } = projection;
  // A view is made anew, for its columns may be others.
  await tx.unsafe(`
    drop view if exists read.${name};
    create view read.${name} with (security_invoker = true) as select * from read.${tableOf(projection)};`);
};

/** Lets this generation take the place of the one that queries read until now. */
export const takePlace = async (tx: Tx, projection: Projection): Promise<void> => {
  await tx`
    update read.generations set state = 'retired', retired_at = clock_timestamp()
     where projection = ${projection.name} and state = 'live'`;
  await tx`
    update read.generations set state = 'live', live_at = clock_timestamp() where ${isGeneration(tx, projection)}`;
  await giveUpEarlier(tx, projection);
  await show(tx, projection);
};
