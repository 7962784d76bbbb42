/**
 * How events stored in an older shape are read today. The stored bytes never change. Each step takes an
 * event of one schema version to the next; a type without steps has had one shape only.
 */
import type { DataOf, EventType, Recorded } from '@improvement-ledger/domain';
import { isEventType, schemaVersionOf } from '@improvement-ledger/domain';

type Step = (data: unknown) => unknown;
/** For each type the step from version n to n + 1 stands at index n - 1. */
const steps: Partial<Record<EventType, readonly Step[]>> = {
  RagVocabularySet: [
    /** Nothing was said yet of what a rating means, nor of its colour. */
    (data) => {
      const { ratings, ...vocabulary } = data as DataOf<'RagVocabularySet'>;
      return {
        ...vocabulary,
        ratings: ratings.map((rating) => ({ ...rating, meaning: null, colour: null })),
      };
    },
  ],
};

/** An event that this program is too old to read. */
export class UnknownEventError extends Error {}

export const upcast = (event: Recorded): Recorded => {
  if (!isEventType(event.type)) {
    throw new UnknownEventError(
      `${event.tenant} ${event.position}: this program knows no ${String(event.type)}`,
    );
  }
  const today = schemaVersionOf(event.type);
  if (event.schemaVersion > today) {
    throw new UnknownEventError(
      `${event.tenant} ${event.position}: ${event.type} has schema version ${event.schemaVersion}, this program reads up to ${today}`,
    );
  }
  const due = (steps[event.type] ?? []).slice(event.schemaVersion - 1, today - 1);
  return due.length === 0
    ? event
    : ({ ...event, data: due.reduce((data, step) => step(data), event.data as unknown) } as Recorded);
};
