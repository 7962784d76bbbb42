/** Whether a report was made before: the same, by the same person, for the same time. */
import type { Setting } from '../decider.js';
import type { ActionEventType, Fact } from '../events.js';
import { entriesAt, LATEST } from '../fold.js';
import { same } from '../same.js';

export const isRepeated = (fact: Fact<ActionEventType>, setting: Setting<ActionEventType>): boolean =>
  entriesAt(setting.recorded, LATEST).some(
    ({ event }) =>
      event.type === fact.type &&
      event.effectiveAt === setting.circumstances.effectiveAt &&
      event.actor.id === setting.circumstances.actor.id &&
      same(event.data, fact.data),
  );
