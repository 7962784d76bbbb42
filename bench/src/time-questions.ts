/** What is asked of a plan at random instants of its five years, as a reviewer's screen asks it. */
import { BEGUN, ENDED, idOf, kinds } from './five-years.js';
import { globalId } from './api.js';

/** A plan whose past is asked about. */
export interface Asked {
  readonly tenant: string;
  readonly ordinal: number;
  readonly actions: number;
}

interface Point {
  readonly asOf: string;
  readonly knownAt: string | null;
}
/** What one asking goes by: the same for ledgers of both lengths, so that they can be compared. */
export interface Chance {
  readonly points: readonly [Point, Point];
  /** Between 0 and 1: which of its actions. */
  readonly action: number;
}

interface Sent {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
export interface Question {
  readonly name: string;
  /** p95 in milliseconds. */
  readonly goal: number;
  /** The request, or the one that goes on from an answer; `null` when nothing more is to be asked. */
  readonly next: (asked: Asked, chance: Chance, answer: unknown) => Sent | null;
}

const DAY_MS = 86_400_000;
const BEGUN_MS = Date.parse(BEGUN);
const DAYS = (Date.parse(ENDED) - BEGUN_MS) / DAY_MS;
/** Before that half of the plan is still to be added. */
const FIRST_DAYS = 30;

/** Numbers between 0 and 1, the same in every run. */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Two random days in their order; each asked about as known on that very day, or as known now. */
export const chanceOf = (random: () => number): Chance => {
  const dayOf = (): number => Math.floor(FIRST_DAYS + random() * (DAYS - FIRST_DAYS));
  const asKnownThen = random() < 0.5;
  const pointOf = (day: number): Point => {
    const asOf = new Date(BEGUN_MS + day * DAY_MS).toISOString().slice(0, 10);
    return { asOf, knownAt: asKnownThen ? asOf : null };
  };
  const [earlier = 0, later = 0] = [dayOf(), dayOf()].toSorted((a, b) => a - b);
  return { points: [pointOf(earlier), pointOf(later)], action: random() };
};

const planId = ({ tenant, ordinal }: Asked): string => globalId('Plan', tenant, idOf(kinds.plan, ordinal, 1));
const actionId = ({ tenant, ordinal, actions }: Asked, { action }: Chance): string =>
  globalId('Action', tenant, idOf(kinds.action, ordinal, Math.floor(action * actions)));

/** All that a board's paper shows of an action. */
const ACTION = `id reference title version dueChanges ownersAsWritten ragSince narrative statusAt
  due { asWritten kind lastDay precision } originalDue { lastDay } owners { kind part name }
  rag { key label colour } completion { status since } withdrawal { since }`;
const PLAN = `query Plan($id: ID!, $asOf: AsOf, $knownAt: KnownAt, $after: String) {
  plan(id: $id, asOf: $asOf, knownAt: $knownAt) {
    id title inForceFrom draftedAt ragVocabulary { key label order meaning colour }
    actions(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${ACTION} } } } } }`;
const COMPARISON = `query Comparison($id: ID!, $from: PointInput!, $to: PointInput!) {
  planComparison(id: $id, from: $from, to: $to) {
    addedCount withdrawnCount changedCount
    workstreams { workstream { reference title } addedCount withdrawnCount changedCount }
    actions(first: 25) { totalCount pageInfo { hasNextPage endCursor } edges { node { action { id reference title } kind changeCount
      fields { field partId before { text since } after { text since position } changeCount
               changes(first: 1) { position type recordedAt actor { id name } reason } } } } } } }`;
const RAG = `query Rag($id: ID!, $asOf: AsOf, $knownAt: KnownAt, $from: Date, $to: Date) {
  plan(id: $id, asOf: $asOf, knownAt: $knownAt) { ragHistory(by: MONTH, from: $from, to: $to) { intervals {
    name asKnownThen { total counts { rag { key label order colour } count share } }
    asKnownNow { total counts { rag { key label order colour } count share } } } } } }`;
const HISTORY = `query History($id: ID!, $asOf: AsOf, $knownAt: KnownAt) {
  action(id: $id, asOf: $asOf, knownAt: $knownAt) { reference title history(first: 20) { pageInfo { hasNextPage endCursor } edges { node {
    position type recordedAt effectiveAt actor { id kind role name } reason corrects { position kind } correctedBy
    changes { field before after ratingBefore { key label } ratingAfter { key label } } } } } } }`;

interface PageOfActions {
  readonly data: {
    readonly plan: {
      readonly actions: {
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  };
}
const once =
  (send: (asked: Asked, chance: Chance) => Sent): Question['next'] =>
  (asked, chance, answer) =>
    answer === null ? send(asked, chance) : null;

export const questions: readonly Question[] = [
  {
    name: 'plan with a page of 100 actions',
    goal: 50,
    next: once((asked, { points: [point] }) => ({
      query: PLAN,
      variables: { id: planId(asked), ...point },
    })),
  },
  {
    name: 'plan with all its actions, page after page',
    goal: 50,
    next: (asked, { points: [point] }, answer) => {
      const variables = { id: planId(asked), ...point };
      if (answer === null) return { query: PLAN, variables };
      const { hasNextPage, endCursor } = (answer as PageOfActions).data.plan.actions.pageInfo;
      return hasNextPage ? { query: PLAN, variables: { ...variables, after: endCursor } } : null;
    },
  },
  {
    name: 'comparison of two instants, with a page of 25 differences',
    goal: 100,
    next: once((asked, { points: [from, to] }) => ({
      query: COMPARISON,
      variables: { id: planId(asked), from, to },
    })),
  },
  {
    name: 'RAG history by month over five years',
    goal: 50,
    next: once((asked, { points: [, { knownAt }] }) => ({
      query: RAG,
      variables: { id: planId(asked), knownAt, from: BEGUN, to: ENDED },
    })),
  },
  {
    name: "first page of an action's history",
    goal: 20,
    next: once((asked, chance) => ({
      query: HISTORY,
      // As of now: one action in twenty was added late, and is not there on every day.
      variables: { id: actionId(asked, chance) },
    })),
  },
];
