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

/**
 * The event at a position together with what is in force in its place now: itself, a correction, or `null` when it is
 * retracted. `null` where the record has no event at the position.
 */
export const findCorrectable = <Type extends EventType>(
  recorded: readonly Recorded<Type>[],
  position: number,
): { readonly named: Recorded<Type>; readonly inForce: Recorded<Type> | null } | null => {
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

/** Decides a correction. `fixed` are the fields that say which record the event is about: these are never corrected. */
export const correctEvent = <Type extends EventType>(
  command: CorrectEvent<Type>,
  setting: Setting<Type>,
  fixed: readonly string[],
): Decision<Type> => {
  const found = findCorrectable(setting.recorded, command.position);
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
  const moved = fixed.find(
    (field) => !same(valueOf(named.data, field), valueOf(command.replacement.data, field)),
  );
  if (moved !== undefined) {
    return refused(
      refuse(
        'event-not-correctable',
        'replacement',
        `${moved} never changes: it says what the entry is about.`,
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

const valueOf = (data: object, field: string): unknown => (data as Readonly<Record<string, unknown>>)[field];

/** Decides a retraction. Of types that are not `retractable`, such as those that begin a record, none is withdrawn. */
export const retractEvent = <Type extends EventType>(
  command: RetractEvent,
  setting: Setting<Type>,
  retractable: ReadonlySet<EventType> = new Set(),
): Decision<Type> => {
  const found = findCorrectable(setting.recorded, command.position);
  if (found === null) return refused(refuse('event-not-found', 'position'));
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const { named, inForce } = found;
  if (!retractable.has(named.type)) {
    return refused(
      refuse(
        'event-not-correctable',
        'position',
        `${named.type} is not retracted; say what is right with a correction.`,
      ),
    );
  }
  // Retracting twice changes nothing.
  if (inForce === null) return nothing;
  const retraction = {
    type: inForce.type,
    data: inForce.data,
    corrects: { position: command.position, kind: 'retracted' },
  } as const;
  return record(retraction as unknown as Decided<Type>);
};
