/** The counts of a quarter by team and by role, as they are: what is published is rounded from them. */
import type { At, Churn, CountedOffice, CountedQuarter } from '@improvement-ledger/domain';
import { churnOver, lastMonthOfQuarter, monthsAfter } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { ChurnCell, FlowRow } from './churn-flows.js';
import { flowsAt } from './churn-flows.js';

const figuresOf = ({
  starters,
  leavers,
  conversions,
  agencyStarted,
  agencyEnded,
  inPostFte,
  agencyFte,
  establishmentFte,
}: Churn): Omit<CountedOffice, 'officeId'> => ({
  starters,
  leavers,
  conversions,
  agencyStarted,
  agencyEnded,
  inPostFte,
  agencyFte,
  establishmentFte,
});

export const countedQuarterAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  quarter: string,
): Promise<CountedQuarter> => {
  const last = lastMonthOfQuarter(quarter);
  const period = { first: monthsAfter(last, -2), last };
  const every = { teamId: null, roleId: null, employment: null, from: period.first, to: last };
  const counted = async (
    dimension: 'team' | 'role',
    idOf: (cell: ChurnCell) => string | null,
  ): Promise<CountedOffice[]> => {
    const cells = new Map<string, FlowRow[]>();
    for (const row of await flowsAt(tx, tenant, at, { ...every, by: [dimension] })) {
      const id = idOf(row) ?? '';
      cells.set(id, [...(cells.get(id) ?? []), row]);
    }
    return [...cells]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([officeId, rows]) =>
        churnOver([period])(rows).map((churn) => ({ officeId, ...figuresOf(churn) })),
      );
  };
  return {
    teams: await counted('team', ({ teamId }) => teamId),
    roles: await counted('role', ({ roleId }) => roleId),
  };
};
