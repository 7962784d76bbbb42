/** Whether a change was made before: the same, by the same person, for the same time; and whether it comes too late. */
import type { Decision, Setting } from '../decider.js';
import { nothing, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { ActionEventType, Fact } from '../events.js';
import { entriesAt, LATEST } from '../fold.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type ActionSetting = Setting<ActionEventType>;

export const isRepeated = (fact: Fact<ActionEventType>, setting: ActionSetting): boolean =>
  entriesAt(setting.recorded, LATEST).some(
    ({ event }) =>
      event.type === fact.type &&
      event.effectiveAt === setting.circumstances.effectiveAt &&
      event.actor.id === setting.circumstances.actor.id &&
      same(event.data, fact.data),
  );

/** The refusal, but of nothing that was carried out before: that changes nothing. */
export const unlessRepeated = (
  fact: Fact<ActionEventType>,
  setting: ActionSetting,
  refusal: Refusal,
): Decision<ActionEventType> => (isRepeated(fact, setting) ? nothing : refused(refusal));

/** Refuses what would hold from before the latest change of its kind, since that one would still decide. */
export const inOrder = (latest: string | null, { circumstances }: ActionSetting): Refusal | null => {
  const from = effectiveFrom(circumstances.effectiveAt);
  return latest !== null && from !== null && from < latest
    ? refuse(
        'effective-before-latest',
        'effectiveAt',
        `The latest holds from ${latest}: give that time or a later one, or leave effectiveAt out.`,
      )
    : null;
};
