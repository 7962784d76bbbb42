/** One root's view of one council: the point in time, and what was already read at it, shared by all fields below. */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { ActionRow, PlanRow, StructureRow } from '@improvement-ledger/projections';
import { actionsAt, personNames, plansAt, structureAt } from '@improvement-ledger/projections';
import type { ApiContext } from './context.js';

export interface View {
  readonly tenant: string;
  readonly at: At;
  readonly read: ApiContext['read'];
  /** Answers already on their way, by question. */
  readonly asked: Map<string, Promise<unknown>>;
}

export const viewOf = (context: ApiContext, tenant: string, at: At): View => ({
  tenant,
  at,
  read: async (work) => context.read(work),
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
  once(view, 'plans', async () => view.read(async (tx) => plansAt(tx, view.tenant, view.at)));

export const planIn = async (view: View, planId: string): Promise<PlanRow | null> =>
  (await plansIn(view)).find((plan) => plan.planId === planId) ?? null;

export const structureIn = async (view: View, planId: string): Promise<StructureRow[]> =>
  once(view, `structure ${planId}`, async () =>
    view.read(async (tx) => structureAt(tx, view.tenant, planId, view.at)),
  );

export const actionsIn = async (view: View, planId: string): Promise<ActionRow[]> =>
  once(view, `actions ${planId}`, async () =>
    view.read(async (tx) => actionsAt(tx, { tenant: view.tenant, planId }, view.at)),
  );

/** Names by id: of people whom the council knows, and of those who act by an issued token. */
export const namesOf = async (
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const principals = await tx<{ principal: string; name: string }[]>`
    select principal, name from access.principal_names(${wanted}::uuid[])`;
  const people = await personNames(tx, tenant, wanted);
  return new Map([...principals.map(({ principal, name }) => [principal, name] as const), ...people]);
};
