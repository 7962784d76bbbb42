/** The cursors of a RAG history's lists: places in their order, which hold also when the item that stood there is gone. */
import type { Interval } from '@improvement-ledger/domain';
import type { RagDifference, RagTransition } from '@improvement-ledger/projections';
import { badCursor } from '../connection.js';

type Cursor = string | null | undefined;

export const transitionCursor = ({ since, root }: RagTransition): string => `${since}.${root}`;

/** Holds for the transitions behind a cursor; for all, where there is none. */
export const behindTransition = (cursor: Cursor): ((transition: RagTransition) => boolean) => {
  if (cursor === null || cursor === undefined) return () => true;
  const [, since, root] = /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z)\.(\d{1,15})$/.exec(cursor) ?? [];
  if (since === undefined) throw badCursor(cursor);
  return (transition) =>
    transition.since > since || (transition.since === since && transition.root > Number(root));
};

type Placed = RagDifference & { readonly span: Interval };

export const differenceCursor = ({ span, actionId }: Placed): string => `${span.from}.${actionId}`;

/** Holds for the differences behind a cursor; for all, where there is none. */
export const behindDifference = (cursor: Cursor): ((difference: Placed) => boolean) => {
  if (cursor === null || cursor === undefined) return () => true;
  const [, from, action = ''] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (from === undefined) throw badCursor(cursor);
  return ({ span, actionId }) => span.from > from || (span.from === from && actionId > action);
};
