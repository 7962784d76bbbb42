/** Compares a plan at two points, and leaves of what differs that which was asked for. */
import type { Owners } from '@improvement-ledger/domain';
import { LATEST, normaliseText, textOf } from '@improvement-ledger/domain';
import type {
  ActionDifference,
  DifferenceKind,
  DifferingAction,
  PlanCompared,
  StructureRow,
} from '@improvement-ledger/projections';
import {
  actionRegister,
  actionsDiffering,
  differingActions,
  entriesOf,
  entryName,
  mergedIds,
  planStructure,
} from '@improvement-ledger/projections';
import { z } from 'zod';
import { apiError } from '../errors.js';
import { refOf } from '../ids.js';
import { presentPlan, presentWorkstream } from '../plan/present.js';
import type { WorkstreamType } from '../plan/plan.types.js';
import { planThere } from '../roots.js';
import type { View } from '../view.js';
import { structureIn } from '../view.js';
import type { ComparisonFilter } from './comparison.inputs.js';
import type { ComparedPointType, PlanComparisonType, WorkstreamComparisonType } from './comparison.types.js';
import type { Compared, TwoViews } from './compared.js';

type Condition = (difference: DifferingAction) => boolean;

const inWorkstreams = (
  { workstreamIds }: ComparisonFilter,
  tenant: string,
  workstreams: Compared['workstreams'],
): Condition => {
  if (workstreamIds === null || workstreamIds === undefined) return () => true;
  const wanted = workstreamIds.map((id) => {
    const ref = refOf(id, 'filter.workstreamIds');
    if (ref.kind === 'Workstream' && ref.tenant === tenant && workstreams.has(ref.key)) return ref.key;
    const message = 'There is no workstream with this id in the plan, at either point.';
    throw apiError('NOT_FOUND', message, 'filter.workstreamIds');
  });
  return ({ workstreamId, workstreamBefore }) =>
    wanted.includes(workstreamId) || (workstreamBefore !== null && wanted.includes(workstreamBefore));
};

const ownerKeys = ({ owners: { before, after } }: ActionDifference) =>
  [before, after].flatMap((position) => (position === null ? [] : [{ position, facet: 'owners' }]));

/** Those in which somebody of a name, or with an id of theirs, has a part at either point. */
const ownedBy = async (
  owner: string,
  view: View,
  differences: readonly ActionDifference[],
): Promise<readonly ActionDifference[]> => {
  const entries = await view.read([actionRegister], async (tx) =>
    entriesOf(tx, view.tenant, differences.flatMap(ownerKeys)),
  );
  const wanted = normaliseText(owner).trim().toLowerCase();
  const ids = z.uuid().safeParse(wanted).success
    ? await view.read([], async (tx) =>
        mergedIds(tx, { tenant: view.tenant, personId: wanted }, view.at.knownAt),
      )
    : new Set<string>();
  return differences.filter((difference) =>
    ownerKeys(difference).some((key) =>
      (entries.get(entryName(key))?.value as Owners | undefined)?.list.some(
        ({ personId, name }) =>
          (personId !== null && ids.has(personId)) || textOf(name)?.toLowerCase() === wanted,
      ),
    ),
  );
};

const presentAll = (view: View, structure: readonly StructureRow[]) =>
  structure
    .filter(({ kind }) => kind === 'workstream')
    .map((row) => [row.id, presentWorkstream(row, structure, view)] as const);

const workstreamsIn = async ({ planId, from, to }: TwoViews): Promise<Map<string, WorkstreamType>> => {
  const both = await Promise.all(
    [from, to].map(async (view) => [view, await structureIn(view, planId)] as const),
  );
  return new Map(both.flatMap(([view, structure]) => presentAll(view, structure)));
};

const refuseWithdrawal = ({ fields }: ComparisonFilter): void => {
  if (fields?.includes('withdrawal') !== true) return;
  const message =
    'An action that is withdrawn holds nothing, so it differs in all its fields: ask for kinds: [WITHDRAWN].';
  throw apiError('BAD_USER_INPUT', message, 'filter.fields');
};

export const compare = async (views: TwoViews, filter: ComparisonFilter): Promise<Compared> => {
  refuseWithdrawal(filter);
  const { planId, from, to } = views;
  const { tenant } = to;
  const plan = { tenant, planId, from: from.at, to: to.at };
  const [workstreams, found] = await Promise.all([workstreamsIn(views), differingIn(to, plan, filter)]);
  const inWorkstream = inWorkstreams(filter, tenant, workstreams);
  const differences = found.filter(
    (each) => inWorkstream(each) && (filter.kinds?.includes(each.kind) ?? true),
  );
  return { ...views, filter, workstreams, differences };
};

/** What each of them differs in is looked at only where the filter is about that. */
const differingIn = async (
  view: View,
  plan: PlanCompared,
  { fields = null, owner = null }: ComparisonFilter,
): Promise<readonly DifferingAction[]> => {
  const models = [actionRegister, planStructure];
  if (fields === null && owner === null) {
    return view.read(models, async (tx) => actionsDiffering(tx, plan));
  }
  const found = await view.read(models, async (tx) => differingActions(tx, plan, fields));
  return owner === null ? found : ownedBy(owner, view, found);
};

const countOf = (differences: readonly DifferingAction[], kind: DifferenceKind): number =>
  differences.filter((each) => each.kind === kind).length;
const countsOf = (differences: readonly DifferingAction[]) => ({
  addedCount: countOf(differences, 'added'),
  withdrawnCount: countOf(differences, 'withdrawn'),
  changedCount: countOf(differences, 'changed'),
});

const byWorkstream = ({ differences, workstreams }: Compared): WorkstreamComparisonType[] =>
  [...new Set(differences.map(({ workstreamId }) => workstreamId))].map((id) => ({
    workstream: workstreams.get(id) ?? null,
    ...countsOf(differences.filter(({ workstreamId }) => workstreamId === id)),
  }));

const presentPoint = async (view: View, planId: string): Promise<ComparedPointType> => {
  const { asOf, knownAt } = view.at;
  return {
    asOf: asOf === LATEST.asOf ? null : asOf,
    knownAt,
    plan: presentPlan(await planThere(view, planId, {}), view),
  };
};

export const presentComparison = async (compared: Compared): Promise<PlanComparisonType> => ({
  from: await presentPoint(compared.from, compared.planId),
  to: await presentPoint(compared.to, compared.planId),
  ...countsOf(compared.differences),
  workstreams: byWorkstream(compared),
  compared,
});
