/**
 * The cursors of a plan's lists: each is a place in the order of the list, so that a reader goes on from there also
 * when the item that stood at it is gone.
 */
import type { ActionPlace, DuePlace } from '@improvement-ledger/projections';
import { validate } from 'uuid';
import { z } from 'zod';
import { badCursor } from './connection.js';

const placePattern = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/;

export const actionCursor = ({ workstream, commitment, action, root }: ActionPlace): string =>
  [workstream, commitment, action, root].join('.');

/** The place that a cursor of `actions` names; `null` before the first. */
export const actionPlaceOf = (cursor: string | null | undefined): ActionPlace | null => {
  if (cursor === null || cursor === undefined) return null;
  const places = placePattern.exec(cursor)?.slice(1).map(Number);
  if (places === undefined) throw badCursor(cursor);
  const [workstream = 0, commitment = 0, action = 0, root = 0] = places;
  return { workstream, commitment, action, root };
};

export const dueCursor = ({ day, actionId }: DuePlace): string => `${day ?? ''}.${actionId}`;

/** The place that a cursor of a list by due dates names; `null` before the first. */
export const duePlaceOf = (cursor: string | null | undefined): DuePlace | null => {
  if (cursor === null || cursor === undefined) return null;
  const [day = '', actionId = '', ...rest] = cursor.split('.');
  if ((day !== '' && !z.iso.date().safeParse(day).success) || !validate(actionId) || rest.length > 0) {
    throw badCursor(cursor);
  }
  return { day: day === '' ? null : day, actionId };
};
