/** The events of all records around a plan, topic by topic. */
import { boardEvents } from './board-events.js';

export const planRecordEvents = {
  ...boardEvents,
};
