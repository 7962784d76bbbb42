/**
 * The cursors of a plan's lists: each is a place in the order of the list, so that a reader goes on from there also
 * when the item that stood at it is gone.
 */
import type { ActionPlace, DuePlace } from '@improvement-ledger/projections';
import { z } from 'zod';
import { badCursor } from './connection.js';

const placePattern = /^\d{1,15}(\.\d{1,15}){5}$/;

export const actionCursor = ({ place }: ActionPlace): string => place.join('.');

/** The place that a cursor of `actions` names; `null` before the first. */
export const actionPlaceOf = (cursor: string | null | undefined): ActionPlace | null => {
  if (cursor === null || cursor === undefined) return null;
  if (!placePattern.test(cursor)) throw badCursor(cursor);
  return { place: cursor.split('.').map(Number) };
};

export const dueCursor = ({ day, root }: DuePlace): string => `${day ?? ''}.${root}`;

/** The place that a cursor of a list by due dates names; `null` before the first. */
export const duePlaceOf = (cursor: string | null | undefined): DuePlace | null => {
  if (cursor === null || cursor === undefined) return null;
  const [match, day = '', root = ''] = /^([\d-]*)\.(\d{1,15})$/.exec(cursor) ?? [];
  if (match === undefined || (day !== '' && !z.iso.date().safeParse(day).success)) throw badCursor(cursor);
  return { day: day === '' ? null : day, root: Number(root) };
};
