/** The records of one kind at a view's point, each read once for all fields that ask. */
import type { PlanRecordEventType } from '@improvement-ledger/domain';
import { LATEST } from '@improvement-ledger/domain';
import type { PlanRecordRow } from '@improvement-ledger/projections';
import { planRecords, planRecordsAt } from '@improvement-ledger/projections';
import type { View } from '../view.js';
import { once } from '../view.js';
import type { Presented } from './object-type.js';

interface KindOf<Type extends PlanRecordEventType> {
  readonly category: string;
  readonly opening: Type | null;
  readonly types: readonly Type[];
}

const opened = <Type extends PlanRecordEventType>(
  rows: readonly PlanRecordRow<Type>[],
  { opening }: KindOf<Type>,
): PlanRecordRow<Type>[] =>
  opening === null ? [...rows] : rows.filter(({ said }) => said.some(({ type }) => type === opening));

export const recordsIn = async <Type extends PlanRecordEventType>(
  view: View,
  kind: KindOf<Type>,
  planId?: string,
): Promise<PlanRecordRow<Type>[]> =>
  once(view, `${kind.category} ${planId ?? ''}`, async () => {
    const rows = await view.read([planRecords], async (tx) =>
      planRecordsAt(tx, view.tenant, { kind, planId }, view.at),
    );
    return opened(rows, kind);
  });

/** How a record of a kind is found by its id. */
export const nodeOfKind =
  <Type extends PlanRecordEventType>(
    kind: KindOf<Type>,
    present: (row: PlanRecordRow<Type>, view: View) => Presented,
  ) =>
  async (view: View, id: string): Promise<Presented | null> => {
    const rows = await view.read([planRecords], async (tx) =>
      planRecordsAt(tx, view.tenant, { kind, id }, { ...view.at, asOf: LATEST.asOf }),
    );
    const [row] = opened(rows, kind);
    return row === undefined ? null : present(row, view);
  };
