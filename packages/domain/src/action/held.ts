/**
 * What an action holds at a point, field by field, and how two such states differ: what a comparison of two instants
 * means. An action that is not on its plan, since nobody has added it yet or it was withdrawn, holds nothing: so what
 * came and went between two instants is no difference, and differences over two stretches of time add up to those over both.
 */
import { detailNames } from '../details.js';
import { same } from '../same.js';
import type { Action } from './action.js';

/**
 * The fields of an action, in the order in which they are told. Only where values come from speaks of `withdrawal`: what is
 * withdrawn holds nothing to be compared.
 */
export const actionFields = [
  'reference',
  'title',
  'place',
  'commitment',
  ...detailNames,
  'cells',
  'owners',
  'cover',
  'due',
  'originalDue',
  'dueRequest',
  'rag',
  'narrative',
  'completion',
  'withdrawal',
  'link',
  'evidence',
] as const;
export type ActionField = (typeof actionFields)[number];

/** One field that holds something: `same` tells whether another value is another. */
export interface HeldField {
  readonly field: ActionField;
  /** Of covers, links and evidence an action has several: which of them. */
  readonly part: string | null;
  readonly value: unknown;
}
/** What is held, by field and part. */
export type Held = ReadonlyMap<string, HeldField>;

/** One field that holds something else at the second point than at the first; `null`: nothing. */
export interface Difference {
  readonly field: ActionField;
  readonly part: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

const keyOf = ({ field, part }: Pick<HeldField, 'field' | 'part'>): string =>
  part === null ? field : `${field}:${part}`;

/** Takes what holds nothing out. */
export const heldOf = (fields: readonly HeldField[]): Held =>
  new Map(
    fields.flatMap((each) =>
      each.value === null || each.value === undefined ? [] : [[keyOf(each), each] as const],
    ),
  );

/** A field that an action has once. */
export const whole = (field: ActionField, value: unknown): HeldField => ({ field, part: null, value });
const several = (field: ActionField, parts: ReadonlyMap<string, unknown>): HeldField[] =>
  [...parts].map(([part, value]) => ({ field, part, value }));

/** What an action holds in a state of the fold. */
export const heldBy = ({ added, withdrawal, ...state }: Action): Held => {
  if (added === null || withdrawal.isWithdrawn) return new Map();
  const { workstreamId, commitmentId, details = {} } = added;
  const { status, claimedBy } = state.completion;
  return heldOf([
    whole('reference', added.reference),
    whole('title', added.title),
    whole('place', added.place),
    whole('commitment', { workstreamId, commitmentId }),
    ...detailNames.map((name) => whole(name, details[name])),
    whole('cells', added.cells),
    whole('owners', state.owners),
    ...several('cover', state.covers),
    whole('due', state.due),
    whole('originalDue', state.originalDue),
    whole('dueRequest', requestHeld(state.dueRequest)),
    whole('rag', state.rag),
    whole('narrative', state.narrative),
    whole('completion', completionHeld(status, claimedBy)),
    ...several('link', state.links),
    ...several('evidence', state.evidence),
  ]);
};

const requestHeld = ({ status, due, requestedBy }: Action['dueRequest']): unknown =>
  status === 'pending' ? { due, by: requestedBy } : null;

/** An open action holds nothing of its completion; a claim is somebody's, a verification closes it whoever claimed. */
export const completionHeld = (status: Action['completion']['status'], claimedBy: string | null): unknown => {
  if (status === 'open') return null;
  return status === 'claimed' ? { status, by: claimedBy } : { status };
};

/** The fields in which two states differ, in the order in which fields are told. */
export const differencesOf = (before: Held, after: Held): Difference[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key): Difference[] => {
      const [was, is] = [before.get(key), after.get(key)];
      const told = was ?? is;
      if (told === undefined || same(was?.value, is?.value)) return [];
      const { field, part } = told;
      return [{ field, part, before: was?.value ?? null, after: is?.value ?? null }];
    })
    .toSorted((a, b) => actionFields.indexOf(a.field) - actionFields.indexOf(b.field));
