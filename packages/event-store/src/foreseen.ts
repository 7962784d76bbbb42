/** What a step of an order decided, before it is recorded: the steps after it are decided on that too. */
import type { Circumstances, Recorded } from '@improvement-ledger/domain';
import { schemaVersionOf } from '@improvement-ledger/domain';
import type { Placed } from './body.js';

export interface AtTheMoment {
  readonly tenant: string;
  readonly circumstances: Circumstances;
  readonly now: string;
  /** The first instant that `effectiveAt` may mean. */
  readonly effectiveFrom: string;
}

/**
 * Facts as their stream is about to hold them, behind what is `recorded` in it: that they come later is all that a decision
 * goes by of their position. What only the recording gives, such as a leaf, is empty.
 */
export const foreseen = (
  facts: readonly Placed[],
  recorded: readonly Recorded[],
  { tenant, circumstances, now, effectiveFrom }: AtTheMoment,
): Recorded[] =>
  facts.map(
    ({ fact, stream, version }, place) =>
      ({
        ...circumstances,
        type: fact.type,
        data: fact.data,
        tenant,
        position: (recorded.at(-1)?.position ?? 0) + 1 + place,
        eventId: '',
        stream,
        streamVersion: version,
        schemaVersion: schemaVersionOf(fact.type),
        recordedAt: now,
        effectiveFrom,
        command: { id: '', index: 0, count: 1 },
        corrects: fact.corrects ?? null,
        leaf: '',
      }) as Recorded,
  );
