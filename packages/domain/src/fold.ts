/**
 * State on two axes of time: what is known at a position of the log to have been true at an instant.
 * Deciders, registers, history and comparison all mean this function; the projections are tested
 * against it.
 *
 * Corrections are applied first, since a correction may move the instant from which a fact holds. The
 * latest correction known wins; a corrected fact keeps the place of the event it corrects among facts of
 * the same instant.
 */
import type { Recorded } from './envelope.js';
import type { EventType } from './events.js';

/** A point on both axes. */
export interface At {
  /** What was true at this instant (ISO, UTC, milliseconds). */
  readonly asOf: string;
  /** What was known at this position of the log. */
  readonly knownAt: number;
}

/** Later than any instant that the ledger records. */
export const END_OF_TIME = '9999-12-31T23:59:59.999Z';
/** The latest state: all that is known, at all times. */
export const LATEST: At = { asOf: END_OF_TIME, knownAt: Number.MAX_SAFE_INTEGER };

/** A fact in force: an event, or the correction that replaced it, at the event's place. */
export interface Entry<Type extends EventType = EventType> {
  /** The position of the first event, which never changes however often it is corrected. */
  readonly root: number;
  readonly event: Recorded<Type>;
  /** The first event itself, which says who brought the fact in; the same as `event` unless corrected. */
  readonly first: Recorded<Type>;
}

/** The facts in force at a point, in the order in which they are folded. */
export const entriesAt = <Type extends EventType>(
  events: readonly Recorded<Type>[],
  at: At,
): Entry<Type>[] => {
  const firstOf = new Map<number, Recorded<Type>>();
  const inForce = new Map<Recorded<Type>, Recorded<Type>>();
  for (const event of events) {
    if (event.position > at.knownAt) continue;
    const first = (event.corrects === null ? undefined : firstOf.get(event.corrects.position)) ?? event;
    firstOf.set(event.position, first);
    inForce.set(first, event);
  }
  return [...inForce]
    .map(([first, event]) => ({ root: first.position, event, first }))
    .filter(({ event }) => event.corrects?.kind !== 'retracted' && event.effectiveFrom <= at.asOf)
    .toSorted((a, b) =>
      a.event.effectiveFrom === b.event.effectiveFrom
        ? a.root - b.root
        : a.event.effectiveFrom < b.event.effectiveFrom
          ? -1
          : 1,
    );
};

/** The state of one aggregate at a point. `events` are its recorded events in the order of the log. */
export const fold = <State, Type extends EventType>(
  aggregate: { readonly initial: State; evolve(state: State, entry: Entry<Type>): State },
  events: readonly Recorded<Type>[],
  at: At = LATEST,
): State => entriesAt(events, at).reduce((state, entry) => aggregate.evolve(state, entry), aggregate.initial);
