/** One root's view of one council: the point in time, and what was already read at it, shared by all fields below. */
import type { SealedText } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { PlanRow, Projection, StructureRow } from '@improvement-ledger/projections';
import {
  personNames,
  planRegister,
  plansAt,
  planStructure,
  structureAt,
} from '@improvement-ledger/projections';
import type { Caller } from './caller.js';
import type { ApiContext } from './context.js';
import type { Point } from './point.js';
import { reachWith } from './point.js';

export interface View extends Point {
  readonly tenant: string;
  readonly caller: Caller;
  /** Reads from the log, and from these read models once they have seen all of the point. */
  read<Result>(from: readonly Projection[], work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Everything recorded, also what the read models have still to see: for the feed, which misses nothing. */
  ofLog(): View;
  /** Answers already on their way, by question. */
  readonly asked: Map<string, Promise<unknown>>;
}

export const viewOf = (context: ApiContext, tenant: string, point: Point): View => ({
  ...point,
  tenant,
  caller: context.caller,
  read: async (from, work) => {
    await reachWith(context, tenant, point, from);
    return point.reads.read(work);
  },
  ofLog: () => viewOf(context, tenant, { ...point, at: { ...point.at, knownAt: point.recorded } }),
  asked: new Map(),
});

/** Asks once, however many fields want to know. */
export const once = async <Answer>(
  view: View,
  question: string,
  ask: () => Promise<Answer>,
): Promise<Answer> => {
  const known = view.asked.get(question);
  if (known !== undefined) return known as Promise<Answer>;
  const answer = ask();
  view.asked.set(question, answer);
  return answer;
};

export const plansIn = async (view: View): Promise<PlanRow[]> =>
  once(view, 'plans', async () => view.read([planRegister], async (tx) => plansAt(tx, view.tenant, view.at)));

export const planIn = async (view: View, planId: string): Promise<PlanRow | null> =>
  (await plansIn(view)).find((plan) => plan.planId === planId) ?? null;

export const structureIn = async (view: View, planId: string): Promise<StructureRow[]> =>
  once(view, `structure ${planId}`, async () =>
    view.read([planStructure], async (tx) => structureAt(tx, view.tenant, planId, view.at)),
  );

/** Names by id: of people and services whom the council knows, and of those who act by a token of the operator's. */
export const namesOf = async (
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  // Sent together.
  const [principals, people, programs] = await Promise.all([
    tx<{ principal: string; name: string }[]>`
      select principal, name from access.principal_names(${wanted}::uuid[])`,
    personNames(tx, tenant, wanted),
    programNames(tx, tenant, wanted),
  ]);
  return new Map([
    ...principals.map(({ principal, name }) => [principal, name] as const),
    ...programs,
    ...people,
  ]);
};

/** Names of programs to which the council gave access. */
const programNames = async (
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<(readonly [string, string])[]> => {
  const rows = await tx<{ principal: string; name: SealedText }[]>`
    select principal, name from access.grants
     where tenant = ${tenant} and principal = any (${[...ids]}::uuid[]) and name is not null
     order by given_position`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return opened.flatMap(({ principal, name }) => {
    const text = textOf(name);
    return text === null ? [] : [[principal, text] as const];
  });
};
