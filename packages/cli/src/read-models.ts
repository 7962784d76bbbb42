/** The read models by the names that are typed, and what is said of one that is being built. */
import type { Projection, UnderWay } from '@improvement-ledger/projections';
import { projections } from '@improvement-ledger/projections';
import { RefusedError } from './refused-error.js';

/** The read model with this name; otherwise a sentence that names those that there are. */
export const requireReadModel = (name: string): Projection => {
  const found = projections.find((each) => each.name === name);
  if (found !== undefined) return found;
  const known = projections.map((each) => each.name).join(', ');
  throw new RefusedError(`There is no read model "${name}". There are: ${known}.`);
};

type Parked = NonNullable<UnderWay['councils'][number]['parked']>;

const grouped = (number: number): string => number.toLocaleString('en-GB');

const timeLeft = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

/** Its share of the work, and how long the rest will take at the pace that it has had. */
export const describeBuild = ({ done, total, secondsLeft }: UnderWay): string => {
  // What is whole is still to be switched over.
  if (done >= total) return 'read to the end; its indexes are made, and queries are switched over';
  const share = `${Math.floor((done * 100) / total)} % (${grouped(done)} of ${grouped(total)} events)`;
  return secondsLeft === null ? share : `${share}, about ${timeLeft(secondsLeft)} left`;
};

/** Councils in which it waits before an event that cannot be applied, a sentence each. */
export const describeParked = (
  { councils }: UnderWay,
  isTold: (parked: Parked) => boolean = () => true,
): string[] =>
  councils.flatMap(({ tenant, parked }) =>
    parked === null || !isTold(parked)
      ? []
      : [`PARKED in ${tenant} before ${parked.position}: ${parked.reason}`],
  );
