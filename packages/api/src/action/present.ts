/** From the action register to the wire shape of actions. */
import type { ActionDetails } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { ActionRow, PlanRow } from '@improvement-ledger/projections';
import { actionHistory, actionRegister, actionsAt } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import { presentDue, presentOwners, ratingOf } from '../plan/parts.js';
import type { DueRequestType, WithdrawalType } from '../plan/parts.types.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { plansIn } from '../view.js';
import type { ActionDetailsType } from './details.types.js';
import type { ActionPage } from './action-page.js';
import type { ActionType } from './action.types.js';

/** The actions with these ids at the view's point, of whatever plans; one that is not there yet is left out. */
export const presentActionsById = async (view: View, actionIds: readonly string[]): Promise<ActionType[]> => {
  if (actionIds.length === 0) return [];
  // Asked for together: whichever plans they are of.
  const [rows, plans] = await Promise.all([
    view.read([actionRegister, actionHistory], async (tx) =>
      actionsAt(tx, { tenant: view.tenant, actionIds }, view.at),
    ),
    plansIn(view),
  ]);
  const ids = rows.flatMap(({ claimedBy, verifiedBy, dueRequestedBy, withdrawal }) =>
    [claimedBy, verifiedBy, dueRequestedBy, withdrawal?.by ?? null].filter((id) => id !== null),
  );
  const page: ActionPage = { view, actionIds: rows.map(({ actionId }) => actionId) };
  const people: People = { view, ids };
  return rows.map((row) =>
    presentAction(row, {
      view,
      page,
      people,
      plan: plans.find((plan) => plan.planId === row.planId) ?? null,
    }),
  );
};

/** The actions of a page, by id. */
export const actionsOf = async (
  view: View,
  rows: readonly { readonly actionId: string }[],
): Promise<Map<string, ActionType>> => {
  const actions = await presentActionsById(
    view,
    rows.map(({ actionId }) => actionId),
  );
  return new Map(actions.map((action) => [action.actionId, action]));
};

interface Surroundings {
  readonly view: View;
  readonly page: ActionPage;
  readonly people: People;
  readonly plan: PlanRow | null;
}

const presentDetails = (details: ActionDetails | null): ActionDetailsType | null =>
  details === null
    ? null
    : {
        issue: textOf(details.issue),
        measures: textOf(details.measures),
        test: textOf(details.test),
        resources: textOf(details.resources),
        cost: textOf(details.cost),
        targetGroup: textOf(details.targetGroup),
      };

const presentDueRequest = (
  { dueRequest, dueRequestedBy, dueRequestedSince }: ActionRow,
  people: People,
): DueRequestType | null =>
  dueRequest === null || dueRequestedBy === null || dueRequestedSince === null
    ? null
    : {
        requestId: dueRequest.requestId,
        due: presentDue(dueRequest.due),
        requestedBy: { id: dueRequestedBy, people },
        since: dueRequestedSince,
        reason: textOf(dueRequest.reason),
      };

const presentWithdrawal = (
  { withdrawal, withdrawnSince }: ActionRow,
  people: People,
): WithdrawalType | null =>
  withdrawal === null || withdrawnSince === null
    ? null
    : { by: { id: withdrawal.by, people }, since: withdrawnSince, reason: textOf(withdrawal.reason) };

const presentAction = (row: ActionRow, { view, page, people, plan }: Surroundings): ActionType => {
  const named = (id: string | null) => (id === null ? null : { id, people });
  return {
    id: globalId('Action', view.tenant, row.actionId),
    reference: row.reference,
    title: textOf(row.title),
    details: presentDetails(row.details),
    due: presentDue(row.due),
    originalDue: presentDue(row.originalDue),
    dueChanges: row.dueChanges,
    dueRequest: presentDueRequest(row, people),
    owners: presentOwners(row.owners),
    ownersAsWritten: textOf(row.owners.asWritten),
    rag: ratingOf(row.rag, plan?.vocabularies ?? [], {
      vocabulary: row.ragVocabulary,
      position: row.ragPosition,
    }),
    ragSince: row.ragSince,
    narrative: textOf(row.narrative),
    statusAt: row.statusAt,
    completion: {
      status: row.completion,
      since: row.completionSince,
      claimedBy: named(row.claimedBy),
      verifiedBy: named(row.verifiedBy),
    },
    withdrawal: presentWithdrawal(row, people),
    version: row.version,
    actionId: row.actionId,
    planId: row.planId,
    commitmentId: row.commitmentId,
    view,
    page,
  };
};
