/** The cursors of lists in the order in which their records were begun: each is the position of that event. */
import { badCursor } from '../connection.js';

/** The position that a cursor names; 0 before the first. */
export const rootOfCursor = (cursor: string | null | undefined): number => {
  if (cursor === null || cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor)) throw badCursor(cursor);
  return Number(cursor);
};
export const cursorOfRoot = ({ root }: { readonly root: number }): string => String(root);
