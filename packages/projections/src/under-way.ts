/** What is being built beside the live read models, and how far it is. */
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { nextTry } from './bookmarks.js';

export interface CouncilUnderWay {
  readonly tenant: string;
  readonly position: number;
  readonly head: number;
  /** It waits before an event that cannot be applied. */
  readonly parked: {
    readonly position: number;
    readonly reason: string;
    /** Its next try is due: whether it can be applied by now is not known yet. */
    readonly due: boolean;
  } | null;
}

export interface UnderWay {
  readonly projection: string;
  readonly version: number;
  readonly generation: number;
  readonly councils: readonly CouncilUnderWay[];
  /** Events applied, of those in the logs of all councils. */
  readonly done: number;
  readonly total: number;
  /** At the pace that it has had since it began; `null` before there is any. */
  readonly secondsLeft: number | null;
}

interface ParkedRow {
  readonly parked_on: number | null;
  readonly parked_reason: string | null;
  readonly due: boolean | null;
}

const parkedOf = ({
  parked_on: position,
  parked_reason: reason,
  due,
}: ParkedRow): CouncilUnderWay['parked'] =>
  position === null ? null : { position, reason: reason ?? '', due: due ?? true };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Every generation that is being built, by whichever version of the program. */
export const underWay = async (sql: Sql): Promise<UnderWay[]> => {
  const heads = await sql<{ tenant: string; head: number }[]>`select tenant, head from ledger.heads()`;
  const tenants = heads.map(({ tenant }) => tenant);
  return withTenants(sql, tenants, async (tx) => {
    const generations = await tx<
      { projection: string; version: number; generation: number; seconds: number }[]
    >`select projection, version, generation,
             extract(epoch from clock_timestamp() - begun_at)::double precision as seconds
        from read.generations where state = 'building' order by projection, version`;
    const bookmarks = await tx<
      ({
        projection: string;
        version: number;
        generation: number;
        tenant: string;
        position: number;
      } & ParkedRow)[]
    >`select projection, version, generation, tenant, position, parked_on, parked_reason,
             ${nextTry(tx)} <= clock_timestamp() as due
        from read.bookmarks join read.generations using (projection, version, generation) where state = 'building'`;
    return generations.map(({ seconds, ...key }) => {
      const councils = heads.map(({ tenant, head }): CouncilUnderWay => {
        const row = bookmarks.find(
          (each) =>
            each.tenant === tenant &&
            each.projection === key.projection &&
            each.version === key.version &&
            each.generation === key.generation,
        );
        return row === undefined
          ? { tenant, position: 0, head, parked: null }
          : { tenant, position: row.position, head, parked: parkedOf(row) };
      });
      const done = sum(councils.map(({ position }) => position));
      const total = sum(councils.map(({ head }) => head));
      const secondsLeft = done === 0 ? null : (seconds * (total - done)) / done;
      return { ...key, councils, done, total, secondsLeft };
    });
  });
};
