/** What a plan costs, what was asked for, and figures that do not agree. Nothing printed is repaired: it is flagged. */
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { lastOfRecord, planRecord } from './plan-record.js';

/** What quantity and rate come to, in pence; `null` where one of them is not said. */
export const computedOf = ({
  quantity,
  rate,
}: Pick<DataOf<'CostAdded'>, 'quantity' | 'rate'>): number | null => {
  if (quantity === null || rate === null) return null;
  const [whole = '0', part = ''] = quantity.split('.');
  const tenThousandths = BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0'));
  return Math.round(Number(tenThousandths * BigInt(rate)) / 10_000);
};

export const cost = planRecord<'CostAdded' | 'CostFlagged' | 'CostWithdrawn'>({
  category: 'cost',
  idField: 'costId',
  opening: 'CostAdded',
  types: ['CostAdded', 'CostFlagged', 'CostWithdrawn'],
  also: (fact) => {
    if (fact.type !== 'CostAdded') return [];
    const { planId, costId, amount } = fact.data;
    const computed = computedOf(fact.data);
    return computed === null || amount === null || computed === amount
      ? []
      : [{ type: 'CostFlagged', data: { planId, costId, printed: amount, computed } }];
  },
  refuses: (fact) =>
    fact.type === 'CostAdded' && fact.data.amountMax !== null && fact.data.amountMax < (fact.data.amount ?? 0)
      ? refuse('range-reversed', 'amountMax')
      : null,
});

export const flag = planRecord<'ReconciliationFlagged' | 'ReconciliationExplained'>({
  category: 'flag',
  idField: 'flagId',
  opening: 'ReconciliationFlagged',
  types: ['ReconciliationFlagged', 'ReconciliationExplained'],
});

export const resource = planRecord<'ResourceRequested'>({
  category: 'resource',
  idField: 'resourceId',
  opening: 'ResourceRequested',
  types: ['ResourceRequested'],
});

/** Whether a cost still is one. */
export const isWithdrawnCost = (known: Parameters<typeof lastOfRecord>[0]): boolean =>
  lastOfRecord(known, 'CostWithdrawn') !== null;
