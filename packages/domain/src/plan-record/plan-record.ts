/**
 * The one skeleton of the records around a plan: meetings, inspections, costs and the like. A kind of record is declared,
 * with its events, the one that begins it and what it refuses; whatever is said of a record stays with it, in the order in
 * which it was true, and what it comes to is read from that. So a new kind costs its events and a declaration.
 */
import { action } from '../action/action.js';
import { commitment } from '../commitment/commitment.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, RelatedStreams, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, EventType, Fact, PlanRecordEventType } from '../events.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { workstream } from '../workstream/workstream.js';
import type { PlanPart } from './meanings.js';

/** A fact in force: what was said, by whom, and from when it holds. */
export type Said<Type extends EventType = PlanRecordEventType> = {
  readonly [Each in Type]: {
    readonly type: Each;
    readonly data: DataOf<Each>;
    /** Who brought it in, whoever put it right. */
    readonly by: string;
    readonly since: string;
    /** The position that first said it, and the one that says it now. */
    readonly root: number;
    readonly position: number;
  };
}[Type];

/** A record around a plan: all that is in force of it. */
export interface PlanRecord<Type extends EventType = PlanRecordEventType> {
  readonly said: readonly Said<Type>[];
}

/** Says one thing of a record. */
export interface RecordFact<Type extends EventType> {
  readonly type: 'RecordFact';
  readonly fact: Fact<Type>;
}
export type PlanRecordCommand<Type extends EventType> = RecordFact<Type> | CorrectEvent<Type> | RetractEvent;

/** What was said of one type, the earliest first. */
export const saidOf = <Type extends EventType>(
  { said }: { readonly said: readonly { readonly type: EventType }[] },
  type: Type,
): Said<Type>[] => said.filter((each) => each.type === type) as unknown as Said<Type>[];

/** The last of one type that was said. */
export const lastSaid = <Type extends EventType>(
  of: { readonly said: readonly { readonly type: EventType }[] },
  type: Type,
): Said<Type> | null => saidOf(of, type).at(-1) ?? null;

interface Kind<Type extends PlanRecordEventType, Related> {
  /** The word before the id in the stream's name. */
  readonly category: string;
  /** The field of its events that holds its id. */
  readonly idField: string;
  /** What begins it; `null` where it is a setting, which may be made anew. */
  readonly opening: Type | null;
  readonly types: readonly Type[];
  readonly related?: (fact: Fact<Type>) => RelatedStreams<Related>;
  /** Whether it is said already; unless given, where it is what was said last of its type. */
  readonly stands?: (fact: Fact<Type>, known: PlanRecord<Type>) => boolean;
  /** Why a fact is not taken. The record was begun, unless the fact begins it. */
  readonly refuses?: (
    fact: Fact<Type>,
    known: PlanRecord<Type>,
    related: Related,
    setting: Setting<Type>,
  ) => Refusal | null;
  /** What follows from a fact and is recorded with it. */
  readonly also?: (fact: Fact<Type>) => readonly Fact<Type>[];
}

/** What every kind looks at: the plan, and what of it a fact is about. */
interface Around {
  readonly plan: Plan;
  readonly part: Plan | Placed;
}
/** A workstream, commitment or action. */
interface Placed {
  readonly added: { readonly planId: string } | null;
}

/** A kind of record, as an aggregate like all others. */
export interface PlanRecordKind<Type extends PlanRecordEventType, Related = object> extends Aggregate<
  PlanRecord<Type>,
  PlanRecordCommand<Type>,
  Type,
  Related & Around
> {
  readonly idField: string;
  readonly opening: Type | null;
}

export const planRecord = <Type extends PlanRecordEventType, Related = object>(
  kind: Kind<Type, Related>,
): PlanRecordKind<Type, Related> => ({
  category: kind.category,
  idField: kind.idField,
  opening: kind.opening,
  types: kind.types,
  initial: { said: [] },

  related: (command) => {
    const fact = command.type === 'RecordFact' ? command.fact : null;
    const planId = fact === null ? null : planIdOf(fact);
    const own = fact === null ? ({} as RelatedStreams<Related>) : kind.related?.(fact);
    const related = {
      ...own,
      plan: { aggregate: plan, id: planId ?? undefined },
      part: partNamed(fact === null ? null : aboutOf(fact)),
    };
    return related as unknown as RelatedStreams<Related & Around>;
  },

  decide(command, known, setting, related) {
    switch (command.type) {
      case 'RecordFact': {
        const refusal = refusalOf(kind, command.fact, known, related, setting);
        if (refusal === 'repeated') return nothing;
        return refusal === null
          ? record(command.fact, ...(kind.also?.(command.fact) ?? []))
          : refused(refusal);
      }
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId', kind.idField]);
      case 'RetractEvent':
        // What begins a record is put right, not unmade: the rest of the record is about it.
        return retractEvent(command, setting, new Set(kind.types.filter((type) => type !== kind.opening)));
    }
  },

  evolve: ({ said }, { event, root, first }) => {
    const { type, data, effectiveFrom: since, position } = event;
    return { said: [...said, { type, data, by: first.actor.id, since, root, position }] };
  },
});

const planIdOf = ({ data }: { readonly data: object }): string | null =>
  'planId' in data && typeof data.planId === 'string' ? data.planId : null;

const aboutOf = ({ data }: { readonly data: object }): PlanPart | null =>
  'about' in data && typeof data.about === 'object' ? (data.about as PlanPart | null) : null;

const partAggregates = { plan, workstream, commitment, action } as const;
const partNamed = (about: PlanPart | null) => ({
  aggregate: partAggregates[about?.kind ?? 'plan'],
  id: about?.id,
});

/** The plan that a part is of, if the part is there. */
const planOfPart = (part: Plan | Placed): string | null =>
  'drafted' in part ? (part.drafted?.planId ?? null) : (part.added?.planId ?? null);

/** Why a fact is not taken: it is refused, or said already. */
const refusalOf = <Type extends PlanRecordEventType, Related>(
  kind: Kind<Type, Related>,
  fact: Fact<Type>,
  known: PlanRecord<Type>,
  related: Related & Around,
  setting: Setting<Type>,
): Refusal | 'repeated' | null => {
  const faults = faultOfPlan(fact, related);
  if (faults !== null) return faults;
  if (kind.stands?.(fact, known) ?? same(lastSaid(known, fact.type)?.data, fact.data)) return 'repeated';
  return faultOfPlace(kind, fact, known, setting) ?? kind.refuses?.(fact, known, related, setting) ?? null;
};

/** The plan is there, and so is what of it the fact is about. */
const faultOfPlan = (
  fact: { readonly data: object },
  { plan: { drafted }, part }: Around,
): Refusal | null => {
  const planId = planIdOf(fact);
  if (planId !== null && drafted === null) return refuse('plan-not-found', 'planId');
  if (aboutOf(fact) === null) return null;
  const home = planOfPart(part);
  return home === null || (planId ?? home) !== home ? refuse('part-not-found', 'about') : null;
};

/** A record is begun once, by what begins it, and nothing is true of it before. */
const faultOfPlace = <Type extends PlanRecordEventType>(
  { opening, idField }: Pick<Kind<Type, never>, 'opening' | 'idField'>,
  fact: Fact<Type>,
  known: PlanRecord<Type>,
  { circumstances }: Setting<Type>,
): Refusal | null => {
  if (opening === null) return null;
  const begun = lastSaid(known, opening);
  if (fact.type === opening) return begun === null ? null : refuse('record-exists', idField);
  if (begun === null || (planIdOf(begun) ?? planIdOf(fact)) !== (planIdOf(fact) ?? planIdOf(begun))) {
    return refuse('record-not-found', idField);
  }
  const from = effectiveFrom(circumstances.effectiveAt) ?? '';
  return from < begun.since ? refuse('before-it-began', 'effectiveAt') : null;
};
