/**
 * What stands in the pack for a board: the plan as known and true at one point, and nothing that depends on when it is asked for.
 * So the same point gives the same bytes, years later; the digest that was recorded with the pack says whether it does.
 */
import { createHash } from 'node:crypto';
import type { DueMeaning, RagRating } from '@improvement-ledger/domain';
import { daysBetween, lastDayOf, londonDay, textOf } from '@improvement-ledger/domain';
import { canonical } from '@improvement-ledger/event-store';
import type { ActionRow, StructureRow } from '@improvement-ledger/projections';
import {
  actionHistory,
  actionPageAt,
  actionRegister,
  actionsAt,
  dueListAt,
  overdueActions,
  planRecords,
  planRegister,
  planStructure,
  ragHistory,
  signalsAt,
} from '@improvement-ledger/projections';
import type { View } from '../view.js';
import { planIn, structureIn } from '../view.js';

interface PackAction {
  readonly reference: string;
  readonly title: string | null;
  readonly owners: readonly (string | null)[];
  readonly due: string | null;
  readonly lastDay: string | null;
  readonly originalLastDay: string | null;
  readonly dueChanges: number;
  readonly rating: string | null;
  readonly narrative: string | null;
  readonly completion: string;
  readonly daysOverdue: number | null;
}
export interface PackData {
  readonly title: string | null;
  readonly on: string;
  readonly asOf: string;
  readonly knownAt: number;
  readonly totals: {
    readonly actions: number;
    readonly overdue: number;
    readonly claimed: number;
    readonly verified: number;
  };
  readonly ratings: readonly { readonly rating: string | null; readonly count: number }[];
  readonly workstreams: readonly {
    readonly reference: string;
    readonly title: string | null;
    readonly actions: readonly PackAction[];
  }[];
  readonly signals: readonly {
    readonly signal: string;
    readonly reference: string;
    readonly since: string;
  }[];
}

/** The same council at another point, which lies not after the view's own. */
export const viewAt = (view: View, at: View['at']): View => ({
  ...view,
  at,
  present: at.asOf < view.present ? at.asOf : view.present,
  asked: new Map(),
});

const ALL = 100_000;

const lastDay = (meaning: DueMeaning): string | null => lastDayOf(meaning);

const actionOf = (
  row: ActionRow,
  ratings: readonly RagRating[],
  on: string,
  overdue: ReadonlyMap<string, string | null>,
): PackAction => {
  const day = overdue.get(row.actionId);
  return {
    reference: row.reference,
    title: textOf(row.title),
    owners: row.owners.list.map(({ name }) => textOf(name)),
    due: textOf(row.due.asWritten),
    lastDay: lastDay(row.due.meaning),
    originalLastDay: lastDay(row.originalDue.meaning),
    dueChanges: row.dueChanges,
    rating: textOf(ratings.find(({ key }) => key === row.rag)?.label) ?? row.rag,
    narrative: textOf(row.narrative),
    completion: row.completion,
    daysOverdue: day === undefined || day === null ? null : daysBetween(day, on),
  };
};

const workstreamsOf = (structure: readonly StructureRow[]): StructureRow[] =>
  structure.filter(({ kind }) => kind === 'workstream');

/** The data of a pack about a plan, at the view's point. */
export const packData = async (view: View, planId: string): Promise<PackData> => {
  const { tenant, at, present } = view;
  const on = londonDay(present);
  const [plan, structure] = await Promise.all([planIn(view, planId), structureIn(view, planId)]);
  const models = [
    actionHistory,
    actionRegister,
    overdueActions,
    planRecords,
    planRegister,
    planStructure,
    ragHistory,
  ];
  const read = await view.read(models, async (tx) => {
    const asked = { after: null, first: ALL };
    const listed = await actionPageAt(tx, { tenant, planId, withdrawn: false }, at, asked);
    const actionIds = listed.rows.map(({ actionId }) => actionId);
    return {
      order: actionIds,
      rows: await actionsAt(tx, { tenant, actionIds }, at),
      late: await dueListAt(tx, { tenant, planId }, { state: 'overdue', on, against: 'current' }, at, asked),
      signals: await signalsAt(tx, { tenant, planId }, at, present),
    };
  });
  const byId = new Map(read.rows.map((row) => [row.actionId, row]));
  const inOrder = read.order.flatMap((id) => byId.get(id) ?? []);
  const overdue = new Map(read.late.rows.map(({ actionId, day }) => [actionId, day]));
  const ratings = plan?.vocabulary.ratings ?? [];
  const presented = inOrder.map((row) => ({ row, action: actionOf(row, ratings, on, overdue) }));
  const withStatus = (status: string): number =>
    inOrder.filter(({ completion }) => completion === status).length;
  const labels = [...ratings.map(({ label }) => textOf(label)), null];
  return {
    title: textOf(plan?.title),
    on,
    asOf: at.asOf,
    knownAt: at.knownAt,
    totals: {
      actions: inOrder.length,
      overdue: overdue.size,
      claimed: withStatus('claimed'),
      verified: withStatus('verified'),
    },
    ratings: labels.map((rating) => ({
      rating,
      count: presented.filter(({ action }) => action.rating === rating).length,
    })),
    workstreams: workstreamsOf(structure).map(({ id, reference, title }) => ({
      reference,
      title: textOf(title),
      actions: presented.filter(({ row }) => row.workstreamId === id).map(({ action }) => action),
    })),
    signals: read.signals.map(({ signal, actionId, since }) => ({
      signal: signal.key,
      reference: byId.get(actionId)?.reference ?? '',
      since,
    })),
  };
};

/** The bytes of the data, always the same for the same data, and their SHA-256. */
const packBytes = (data: PackData): string => canonical(data);
export const digestOf = (data: PackData): string =>
  createHash('sha256').update(packBytes(data)).digest('hex');
