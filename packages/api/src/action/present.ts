/** From the action register to the wire shape of actions. */
import { textOf } from '@improvement-ledger/domain';
import type { ActionRow, PlanRow, StructureRow } from '@improvement-ledger/projections';
import { actionsAt } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import { presentDue, presentOwners, ratingOf } from '../plan/parts.js';
import { presentCommitment } from '../plan/present.js';
import type { View } from '../view.js';
import { actionsIn, namesOf, once, planIn, structureIn } from '../view.js';
import type { ActionType } from './action.types.js';

/** A plan's actions at the view's point, in the order of the plan. */
export const presentActions = async (view: View, planId: string): Promise<ActionType[]> =>
  once(view, `presented ${planId}`, async () => {
    const [rows, structure] = await Promise.all([actionsIn(view, planId), structureIn(view, planId)]);
    const places = new Map(structure.map((row) => [row.id, row.place]));
    const inOrder = (row: ActionRow): readonly number[] => [
      places.get(row.workstreamId) ?? 0,
      places.get(row.commitmentId) ?? 0,
      row.place,
    ];
    const ordered = rows
      .map((row) => ({ row, order: inOrder(row) }))
      .toSorted((a, b) => compare(a.order, b.order));
    return present(
      view,
      ordered.map(({ row }) => row),
    );
  });

const compare = (a: readonly number[], b: readonly number[]): number => {
  const differing = a.findIndex((place, index) => place !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
};

/** The actions with these ids at the view's point, of whatever plans; one that is not there yet is left out. */
export const presentActionsById = async (view: View, actionIds: readonly string[]): Promise<ActionType[]> =>
  actionIds.length === 0
    ? []
    : present(
        view,
        await view.read(async (tx) => actionsAt(tx, { tenant: view.tenant, actionIds }, view.at)),
      );

const present = async (view: View, rows: readonly ActionRow[]): Promise<ActionType[]> => {
  const people = rows.flatMap(({ claimedBy, verifiedBy }) =>
    [claimedBy, verifiedBy].filter((id) => id !== null),
  );
  const planIds = [...new Set(rows.map(({ planId }) => planId))];
  const [names, plans, structures] = await Promise.all([
    people.length === 0
      ? new Map<string, string>()
      : view.read(async (tx) => namesOf(tx, view.tenant, people)),
    Promise.all(planIds.map(async (planId) => planIn(view, planId))),
    Promise.all(planIds.map(async (planId) => structureIn(view, planId))),
  ]);
  const parts = new Map(structures.flat().map((part) => [part.id, part]));
  return rows.map((row) =>
    presentAction(row, {
      view,
      names,
      commitment: parts.get(row.commitmentId),
      plan: plans.find((plan) => plan?.planId === row.planId) ?? null,
    }),
  );
};

interface Surroundings {
  readonly view: View;
  readonly names: ReadonlyMap<string, string>;
  readonly commitment: StructureRow | undefined;
  readonly plan: PlanRow | null;
}

const presentAction = (row: ActionRow, { view, names, commitment, plan }: Surroundings): ActionType => {
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null });
  return {
    id: globalId('Action', view.tenant, row.actionId),
    reference: row.reference,
    title: textOf(row.title),
    commitment: commitment === undefined ? null : presentCommitment(commitment, view),
    due: presentDue(row.due),
    originalDue: presentDue(row.originalDue),
    dueChanges: row.dueChanges,
    owners: presentOwners(row.owners),
    ownersAsWritten: textOf(row.owners.asWritten),
    rag: ratingOf(row.rag, plan?.vocabulary.ratings ?? []),
    ragSince: row.ragSince,
    narrative: textOf(row.narrative),
    statusAt: row.statusAt,
    completion: {
      status: row.completion,
      since: row.completionSince,
      claimedBy: named(row.claimedBy),
      verifiedBy: named(row.verifiedBy),
    },
    version: row.version,
    actionId: row.actionId,
    planId: row.planId,
    view,
  };
};
