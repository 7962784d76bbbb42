/** The events of all records around a plan, topic by topic. */
import { boardEvents } from './board-events.js';
import { inspectionEvents } from './inspection-events.js';
import { measureEvents, versionEvents } from './measure-events.js';
import { moneyEvents } from './money-events.js';
import { packEvents } from './pack-events.js';
import { signalEvents } from './signal-events.js';

export const planRecordEvents = {
  ...boardEvents,
  ...signalEvents,
  ...inspectionEvents,
  ...moneyEvents,
  ...measureEvents,
  ...versionEvents,
  ...packEvents,
};
