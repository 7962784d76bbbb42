/** Transitions or differences that were read together: what is asked of one of them is answered for all at once. */
import type { ActionType } from '../action/action.types.js';
import { actionsOf } from '../action/present.js';
import type { ChangeType } from '../change/change.types.js';
import { changesAt } from '../change/page.js';
import type { View } from '../view.js';

export interface RagPage {
  readonly view: View;
  /** Of the events that they name. */
  readonly positions: readonly number[];
  readonly actions: ReadonlyMap<string, ActionType>;
  changes?: Promise<Map<number, ChangeType>>;
}

/** What is named by the rows of a page. */
interface Row {
  readonly actionId: string;
  readonly positions: readonly number[];
}

export const ragPage = async (view: View, rows: readonly Row[]): Promise<RagPage> => {
  const actionIds = [...new Set(rows.map(({ actionId }) => actionId))];
  return {
    view,
    positions: [...new Set(rows.flatMap(({ positions }) => positions))],
    actions: await actionsOf(
      view,
      actionIds.map((actionId) => ({ actionId })),
    ),
  };
};

export const changesOn = async (page: RagPage): Promise<Map<number, ChangeType>> => {
  const { view, positions } = page;
  page.changes ??= view
    .read([], async (tx) => changesAt(tx, view, positions))
    .then((changes) => new Map(changes.map((change) => [change.position, change])));
  return page.changes;
};
