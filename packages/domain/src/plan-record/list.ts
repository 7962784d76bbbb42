/** THE LIST of the kinds of record around a plan. Whatever keeps, shows or corrects records goes by it. */
import type { EventType } from '../events.js';
import { body, meeting, stewards } from './boards.js';

export const planRecordKinds = [body, meeting, stewards] as const;

/** The kind of record that an event is of, if it is of one. */
export const planRecordKindOf = (type: EventType): (typeof planRecordKinds)[number] | undefined =>
  planRecordKinds.find(({ types }) => (types as readonly EventType[]).includes(type));
