/**
 * The one skeleton of the registers beside the plan (audits, indicators, risks, complaints and the like): a record is
 * begun by one event, more is said of it by others, and some end it. What stands is the list of what was said, in the
 * order in which it was true; a register adds only what must hold of it.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, isCorrection, retractEvent } from '../correction.js';
import type { Aggregate, Decided, Decision, RelatedStreams, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, EventType } from '../events.js';
import type { Refusal, RefusalCode } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

/** One thing that was said of a record, as it stands now. */
export type Said<Type extends EventType = EventType> = {
  [Each in Type]: {
    readonly type: Each;
    readonly data: DataOf<Each>;
    /** Who said it first, which a correction does not change. */
    readonly by: string;
    readonly from: string;
    readonly root: number;
  };
}[Type];

/** What was said of a record, in the order in which it was true. */
export interface Entries<Type extends EventType = EventType> {
  readonly said: readonly Said<Type>[];
}

/** The last thing of this type that was said. */
export const lastSaid = <Type extends EventType, Each extends Type>(
  { said }: Entries<Type>,
  type: Each,
): Said<Each> | undefined => said.findLast((each) => each.type === type) as Said<Each> | undefined;

/** All of this type that was said. */
export const allSaid = <Type extends EventType, Each extends Type>(
  { said }: Entries<Type>,
  type: Each,
): Said<Each>[] => said.filter((each) => each.type === type) as unknown as Said<Each>[];

/** What is to be said. */
export type Saying<Type extends EventType = EventType> = {
  [Each in Type]: { readonly type: Each; readonly data: DataOf<Each> };
}[Type];

/** The command of each event, by its name. */
type Commands = Readonly<Record<string, EventType>>;

export type RegisterCommand<Of extends Commands> =
  | { [Name in keyof Of]: { readonly type: Name } & DataOf<Of[Name]> }[keyof Of]
  | CorrectEvent<Of[keyof Of]>
  | RetractEvent;

export interface Register<Type extends EventType, Of extends Commands, Related> {
  readonly category: string;
  /** Commands by name, each with the event that it records. */
  readonly commands: Of;
  readonly begins: Type;
  /** After these nothing more is said. */
  readonly ends?: readonly Type[];
  readonly needReason?: readonly Type[];
  /** Fields by which one event follows on another, and which a correction leaves. */
  readonly fixed: readonly string[];
  /** Fields that say of which part of the record something is said, such as a remedy: of each the last counts. */
  readonly part?: readonly string[];
  /** The field that names the record, and the refusals that are told of it. */
  readonly id: string;
  readonly exists: RefusalCode;
  readonly notFound: RefusalCode;
  readonly ended?: RefusalCode;
  related?(saying: Saying<Type> | null, state: Entries<Type>): RelatedStreams<Related>;
  /** Why it cannot be so, whether it is said anew or put right. */
  impossible?(
    saying: Saying<Type>,
    state: Entries<Type>,
    setting: Setting<Type>,
    related: Related,
  ): Refusal | null;
  /** Why it cannot be said now, though it may have been so. */
  untimely?(
    saying: Saying<Type>,
    state: Entries<Type>,
    setting: Setting<Type>,
    related: Related,
  ): Refusal | null;
}

export type RegisterAggregate<Of extends Commands, Related> = Aggregate<
  Entries<Of[keyof Of]>,
  RegisterCommand<Of>,
  Of[keyof Of],
  Related
> &
  // By which field an event names its record, and which event begins one.
  Pick<Register<Of[keyof Of], Of, Related>, 'id' | 'begins'>;

/** The aggregate of a register's records. */
export const registerOf = <Of extends Commands, Related = unknown>(
  rules: Register<Of[keyof Of], Of, Related>,
): RegisterAggregate<Of, Related> =>
  // Within, a register is of some types; which they are matters to its own rules and to whoever commands it.
  aggregateOf(rules as unknown as Rules<Related>) as never;

type Rules<Related> = Register<EventType, Commands, Related>;

const aggregateOf = <Related>(
  rules: Rules<Related>,
): Aggregate<Entries, AnyCommand, EventType, Related> & Pick<Rules<Related>, 'id' | 'begins'> => ({
  category: rules.category,
  id: rules.id,
  begins: rules.begins,
  types: [...new Set(Object.values(rules.commands))],
  initial: { said: [] },

  related: (command, state) =>
    rules.related?.(sayingOf(rules.commands, command), state) ?? ({} as RelatedStreams<Related>),

  decide(command, state, setting, related) {
    if (!isPuttingRight(command)) {
      const saying = sayingOf(rules.commands, command);
      if (saying === null) throw new Error(`No register has the command ${command.type}.`);
      return say(rules, saying, state, setting, related);
    }
    if (state.said.length === 0) return refused(refuse(rules.notFound, rules.id));
    return command.type === 'CorrectEvent'
      ? correct(rules, command, state, setting, related)
      : retract(rules, command, state, setting);
  },

  evolve: (state, { event, first, root }) => {
    const { type, data, effectiveFrom: from } = event;
    return { said: [...state.said, { type, data, by: first.actor.id, from, root } as Said] };
  },
});

type AnyCommand = { readonly type: string } | CorrectEvent<EventType> | RetractEvent;
const isPuttingRight = (command: AnyCommand): command is CorrectEvent<EventType> | RetractEvent =>
  isCorrection(command);

/** What a command, or a correction, would have said. */
const sayingOf = (commands: Commands, command: AnyCommand): Saying | null => {
  if (isPuttingRight(command)) return command.type === 'CorrectEvent' ? command.replacement : null;
  const { type, ...data } = command;
  const event = commands[type];
  return event === undefined ? null : ({ type: event, data } as Saying);
};

const say = <Related>(
  rules: Rules<Related>,
  saying: Saying,
  state: Entries,
  setting: Setting,
  related: Related,
): Decision => {
  const begun = state.said.find(({ type }) => type === rules.begins);
  if (saying.type === rules.begins && begun !== undefined) {
    return same(begun.data, saying.data) ? nothing : refused(refuse(rules.exists, rules.id));
  }
  const last = state.said.findLast((each) => each.type === saying.type && isOfOnePart(rules, each, saying));
  if (same(last?.data, saying.data)) return nothing;
  const refusal = refusalOf(rules, saying, state, setting, related);
  return refusal === null ? record(saying as unknown as Decided) : refused(refusal);
};

const isOfOnePart = <Related>({ part = [] }: Rules<Related>, a: Said, b: Saying): boolean =>
  part.every((field) => same(fieldOf(a.data, field), fieldOf(b.data, field)));
const fieldOf = (data: object, field: string): unknown => (data as Readonly<Record<string, unknown>>)[field];

const refusalOf = <Related>(
  rules: Rules<Related>,
  saying: Saying,
  state: Entries,
  setting: Setting,
  related: Related,
): Refusal | null => {
  const [first] = state.said;
  if (saying.type !== rules.begins) {
    if (first === undefined) return refuse(rules.notFound, rules.id);
    if (state.said.some(({ type }) => rules.ends?.includes(type) === true)) {
      return refuse(rules.ended ?? rules.notFound, rules.id);
    }
    if (instantOf(setting) < first.from) {
      return refuse('before-it-began', 'effectiveAt', `It began at ${first.from}.`);
    }
  }
  if (rules.needReason?.includes(saying.type) === true && isBlank(setting.circumstances.reason)) {
    return refuse('reason-required', 'reason');
  }
  return (
    rules.impossible?.(saying, state, setting, related) ??
    rules.untimely?.(saying, state, setting, related) ??
    null
  );
};

const correct = <Related>(
  rules: Rules<Related>,
  command: CorrectEvent<EventType>,
  state: Entries,
  setting: Setting,
  related: Related,
): Decision => {
  const decision = correctEvent(command, setting, [rules.id, ...rules.fixed]);
  if (decision.refusal !== undefined || decision.facts.length === 0) return decision;
  const impossible = rules.impossible?.(command.replacement, state, setting, related) ?? null;
  return impossible === null ? decision : refused(impossible);
};

const retract = <Related>(
  rules: Rules<Related>,
  command: RetractEvent,
  state: Entries,
  setting: Setting,
): Decision => {
  const others = new Set(Object.values(rules.commands).filter((type) => type !== rules.begins));
  const decision = retractEvent(command, setting, others);
  if (decision.refusal !== undefined || decision.facts.length === 0) return decision;
  const last = Math.max(...state.said.map(({ root }) => root));
  return rootOf(setting, command.position) === last ? decision : refused(refuse('later-entry', 'position'));
};

/** The position of the first event behind a correction. */
const rootOf = ({ recorded }: Pick<Setting, 'recorded'>, position: number): number => {
  const corrects = recorded.find((event) => event.position === position)?.corrects ?? null;
  return corrects === null ? position : rootOf({ recorded }, corrects.position);
};

/** The first instant at which what is said may have been true. */
export const instantOf = ({ circumstances: { effectiveAt } }: Pick<Setting, 'circumstances'>): string =>
  effectiveFrom(effectiveAt) ?? '';
