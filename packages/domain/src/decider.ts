/**
 * The one skeleton of every aggregate: commands, state, decide, evolve, in that order. `decide` is pure:
 * ids, the time and the states of other aggregates come in with the command.
 */
import type { Circumstances, Corrects, Recorded } from './envelope.js';
import type { EventType, Fact } from './events.js';
import type { Entry } from './fold.js';
import type { Refusal } from './refusals.js';

/** A fact to be recorded; a correction also names what it corrects. */
export type Decided<Type extends EventType = EventType> = Fact<Type> & { readonly corrects?: Corrects };

/** What was decided: facts to record (none when the command changes nothing), or a refusal. */
export type Decision<Type extends EventType = EventType> =
  | { readonly facts: readonly Decided<Type>[]; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly facts?: never };

/** What a decision may look at besides the state. */
export interface Setting<Type extends EventType = EventType> {
  readonly circumstances: Circumstances;
  /** The database's clock when the command was read. */
  readonly now: string;
  /** The id that stands for a human now: after merges, several ids are one person. */
  humanOf(id: string): string;
  /** The aggregate's whole record, for decisions about earlier events. */
  readonly recorded: readonly Recorded<Type>[];
}

/** For each related aggregate its stream; without an id it is taken as never having begun. */
export type RelatedStreams<Related> = {
  readonly [Name in keyof Related]: {
    // oxlint-disable-next-line typescript/no-explicit-any -- only `initial` and `evolve` are used, with that aggregate's own events.
    readonly aggregate: Pick<Aggregate<Related[Name], any, any, any>, 'category' | 'initial' | 'evolve'>;
    readonly id: string | undefined;
  };
};

export interface Aggregate<State, Command, Type extends EventType, Related = unknown> {
  /** The word before the id in the stream's name. */
  readonly category: string;
  /** The event types of this aggregate's stream. */
  readonly types: readonly Type[];
  readonly initial: State;
  /** The other aggregates whose states the decision needs. */
  related?(command: Command, state: State): RelatedStreams<Related>;
  decide(command: Command, state: State, setting: Setting<Type>, related: Related): Decision<Type>;
  evolve(state: State, entry: Entry<Type>): State;
}

export const record = <Type extends EventType>(...facts: readonly Decided<Type>[]): Decision<Type> => ({
  facts,
});
export const refused = (refusal: Refusal): { readonly refusal: Refusal } => ({ refusal });
/** The command was carried out before, or changes nothing. */
export const nothing: { readonly facts: readonly never[] } = { facts: [] };

export const streamOf = (category: string, id: string): string => `${category}-${id}`;
