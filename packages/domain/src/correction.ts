/**
 * Correcting and retracting, the same for every aggregate: the first entry stays in the log, the correction
 * names it and carries the whole replacement.
 */
import type { Decided, Decision, Setting } from './decider.js';
import { nothing, record, refused } from './decider.js';
import type { Recorded } from './envelope.js';
import type { DataOf, EventType } from './events.js';
import { entriesAt, LATEST } from './fold.js';
import { refuse } from './refusals.js';
import { same } from './same.js';
import { isBlank } from './sealed.js';

/** Says that an earlier event was wrong and what it should have said. The effective time may be corrected with it. */
export interface CorrectEvent<Type extends EventType> {
  readonly type: 'CorrectEvent';
  readonly position: number;
  readonly replacement: {
    readonly [Each in Type]: { readonly type: Each; readonly data: DataOf<Each> };
  }[Type];
}

/** Says that an earlier event never happened. */
export interface RetractEvent {
  readonly type: 'RetractEvent';
  readonly position: number;
}

/** Whether a command puts an earlier event right or withdraws it. */
export const isCorrection = (command: unknown): boolean =>
  typeof command === 'object' &&
  command !== null &&
  'type' in command &&
  (command.type === 'CorrectEvent' || command.type === 'RetractEvent');

/** The event at a position together with what is in force in its place now. */
const find = <Type extends EventType>(recorded: readonly Recorded<Type>[], position: number) => {
  const named = recorded.find((event) => event.position === position);
  if (named === undefined) return null;
  let root = named;
  while (root.corrects !== null) {
    const { position: earlier } = root.corrects;
    const found = recorded.find((event) => event.position === earlier);
    if (found === undefined) return null;
    root = found;
  }
  const inForce = entriesAt(recorded, LATEST).find((entry) => entry.root === root.position)?.event ?? null;
  return { named, inForce };
};

export const correctEvent = <Type extends EventType>(
  command: CorrectEvent<Type>,
  setting: Setting<Type>,
): Decision<Type> => {
  const found = find(setting.recorded, command.position);
  if (found === null) return refused(refuse('event-not-found', 'position'));
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const { named, inForce } = found;
  if (named.type !== command.replacement.type) {
    return refused(
      refuse(
        'event-not-correctable',
        'replacement',
        `It is ${named.type}, the replacement ${command.replacement.type}.`,
      ),
    );
  }
  if (
    inForce !== null &&
    same(inForce.data, command.replacement.data) &&
    inForce.effectiveAt === setting.circumstances.effectiveAt
  ) {
    return nothing;
  }
  const corrected = {
    ...command.replacement,
    corrects: { position: command.position, kind: 'wrong' },
  } as const;
  return record(corrected as Decided<Type>);
};

export const retractEvent = <Type extends EventType>(
  command: RetractEvent,
  setting: Setting<Type>,
  retractable: ReadonlySet<EventType>,
): Decision<Type> => {
  const found = find(setting.recorded, command.position);
  if (found === null) return refused(refuse('event-not-found', 'position'));
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const { named, inForce } = found;
  if (!retractable.has(named.type)) return refused(refuse('event-not-correctable', 'position'));
  // Retracting twice changes nothing.
  if (inForce === null) return nothing;
  const retraction = {
    type: inForce.type,
    data: inForce.data,
    corrects: { position: command.position, kind: 'retracted' },
  } as const;
  return record(retraction as unknown as Decided<Type>);
};
