/**
 * Deciders in three lines: what was recorded, the command, what follows.
 *
 *     given(action, added).when(command).then(fact) | .thenNothing() | .thenRefused(code, field)
 */
import assert from 'node:assert/strict';
import type { Aggregate, Decided, Decision } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { Circumstances, Recorded } from '../envelope.js';
import type { EventType, Fact } from '../events.js';
import { fold } from '../fold.js';
import type { RefusalCode } from '../refusals.js';
import { ids, sampleCircumstances, sampleId } from './sample-parts.js';

/** What a fact may say about itself; the sample circumstances for the rest. */
export type Told = Partial<Circumstances> & Pick<Decided, 'corrects'>;
/** A fact, alone or with how it came about. */
export type GivenFact<Type extends EventType> = Fact<Type> & Told;

/** A fact as the log would hold it at a position. */
export const recordedAt = <Type extends EventType>(
  position: number,
  { type, data, ...told }: GivenFact<Type>,
  stream = `sample-${ids.plan}`,
): Recorded<Type> => {
  const circumstances = { ...sampleCircumstances, ...told };
  return {
    ...circumstances,
    type,
    data,
    tenant: 'west-berkshire',
    position,
    eventId: sampleId(0x1000 + position),
    stream,
    streamVersion: position,
    schemaVersion: 1,
    recordedAt: new Date(Date.UTC(2026, 6, 20, 9, 0, 0, position)).toISOString(),
    effectiveFrom: effectiveFrom(circumstances.effectiveAt) ?? '',
    command: { id: sampleId(0x2000 + position), index: 0, count: 1 },
    corrects: told.corrects ?? null,
    leaf: '00'.repeat(32),
  };
};

/** What time it is when a decision is taken. */
export const SAMPLE_NOW = '2026-07-31T12:00:00.000Z';

/** What a test may vary beside the command. */
export interface When<Related> extends Partial<Circumstances> {
  /** States of related aggregates; those not named have not begun. */
  readonly related?: Partial<Related>;
  /** Ids that were merged, each with the one that stands for the human now. */
  readonly merged?: Readonly<Record<string, string>>;
}

/** What an aggregate decides after the events given. */
export const decisionAfter = <State, Command, Type extends EventType, Related>(
  aggregate: Aggregate<State, Command, Type, Related>,
  recorded: readonly Recorded<Type>[],
  command: Command,
  { related, merged = {}, ...told }: When<Related> = {},
): Decision<Type> => {
  const state = fold(aggregate, recorded);
  const circumstances = { ...sampleCircumstances, ...told };
  const notBegun = Object.fromEntries(
    Object.entries(aggregate.related?.(command, state) ?? {}).map(([name, stream]) => [
      name,
      (stream as { readonly aggregate: { readonly initial: unknown } }).aggregate.initial,
    ]),
  );
  const setting = {
    circumstances,
    now: SAMPLE_NOW,
    recorded,
    humanOf: (id: string): string => merged[id] ?? id,
  };
  return aggregate.decide(command, state, setting, { ...notBegun, ...related } as Related);
};

export const given = <State, Command, Type extends EventType, Related>(
  aggregate: Aggregate<State, Command, Type, Related>,
  ...facts: readonly GivenFact<Type>[]
) => ({
  when: (command: Command, when: When<Related> = {}) => {
    const recorded = facts.map((fact, index) => recordedAt(index + 1, fact));
    const decision = decisionAfter(aggregate, recorded, command, when);
    return {
      /** Exactly these facts are recorded. */
      // oxlint-disable-next-line unicorn/no-thenable -- it reads as a sentence, and nobody awaits it.
      then: (...expected: readonly Decided<Type>[]): void => {
        assert.deepStrictEqual(decision, { facts: expected });
      },
      /** The command changes nothing and is not refused. */
      thenNothing: (): void => {
        assert.deepStrictEqual(decision, { facts: [] });
      },
      thenRefused: (code: RefusalCode, field: string | null = null): void => {
        assert.deepStrictEqual(
          { code: decision.refusal?.code, field: decision.refusal?.field },
          { code, field },
        );
      },
    };
  },
});
