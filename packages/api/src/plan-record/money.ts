/** From costs, requests and flags as they were recorded to their wire shape. */
import type { DataOf } from '@improvement-ledger/domain';
import {
  computedOf,
  cost,
  flag,
  isWithdrawnCost,
  lastOfRecord,
  resource,
  textOf,
} from '@improvement-ledger/domain';
import type { PlanRecordRow, StructureRow } from '@improvement-ledger/projections';
import { actionRegister, subjectsAt } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { structureIn } from '../view.js';
import type { CostGroup } from './money.types.js';
import type { Presented } from './object-type.js';
import { presentPart } from './plan-part.js';
import { nodeOfKind, recordsIn } from './records-in.js';

type CostRow = PlanRecordRow<(typeof cost)['types'][number]>;
type FlagRow = PlanRecordRow<(typeof flag)['types'][number]>;

const dataOf = (row: CostRow): DataOf<'CostAdded'> => {
  const said = lastOfRecord(row, 'CostAdded');
  if (said === null) throw new Error(`The cost ${row.id} was never added.`);
  return said.data;
};

export const presentCost = (row: CostRow, view: View): Presented => {
  const { planId: _, costId: __, about, title, asWritten, source, ...figures } = dataOf(row);
  return {
    ...figures,
    id: globalId('Cost', view.tenant, row.id),
    about: () => presentPart(about, view),
    title: textOf(title),
    asWritten: textOf(asWritten),
    source: textOf(source),
    computed: computedOf(figures),
    isFlagged: lastOfRecord(row, 'CostFlagged') !== null,
    version: row.version,
  };
};

/** The costs of a plan that were not withdrawn. */
export const costsIn = async (view: View, planId: string): Promise<CostRow[]> =>
  (await recordsIn(view, cost, planId)).filter((row) => !isWithdrawnCost(row));

/** The reference of the workstream that a part of a plan is of; `null` for the plan itself. */
const workstreamsOf = async (
  view: View,
  planId: string,
): Promise<(about: DataOf<'CostAdded'>['about']) => string | null> => {
  const structure = await structureIn(view, planId);
  const actions = await view.read([actionRegister], async (tx) =>
    subjectsAt(tx, { tenant: view.tenant, planId }, view.at),
  );
  const parents = new Map([
    ...structure.map((row): [string, string] => [row.id, row.kind === 'workstream' ? row.id : row.parentId]),
    ...actions.map(({ actionId, workstreamId }): [string, string] => [actionId, workstreamId]),
  ]);
  const byId = new Map<string | undefined, StructureRow>(structure.map((row) => [row.id, row]));
  return ({ id }) => byId.get(parents.get(id))?.reference ?? null;
};

const sum = (figures: readonly number[]): number => figures.reduce((total, each) => total + each, 0);

export const costTotalsIn = async (view: View, planId: string, by: CostGroup): Promise<Presented[]> => {
  const workstreamOf = await workstreamsOf(view, planId);
  const groupOf = (data: DataOf<'CostAdded'>): string | null => {
    if (by === 'year') return data.year;
    return by === 'workstream' ? workstreamOf(data.about) : textOf(data.source);
  };
  const groups = new Map<string | null, DataOf<'CostAdded'>[]>();
  for (const data of (await costsIn(view, planId)).map(dataOf)) {
    const group = groupOf(data);
    groups.set(group, [...(groups.get(group) ?? []), data]);
  }
  return [...groups]
    .toSorted(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
    .map(([group, costs]) => ({
      group,
      count: costs.length,
      withoutAmount: costs.filter(({ amount, amountMax }) => amount === null && amountMax === null).length,
      amount: sum(costs.map(({ amount }) => amount ?? 0)),
      amountMax: sum(costs.map(({ amount, amountMax }) => amountMax ?? amount ?? 0)),
      recurrent: sum(costs.filter(({ isRecurrent }) => isRecurrent).map(({ amount }) => amount ?? 0)),
    }));
};

const presentFlag = (row: FlagRow, view: View): Presented => {
  const data = lastOfRecord(row, 'ReconciliationFlagged')?.data;
  const explained = lastOfRecord(row, 'ReconciliationExplained');
  const people: People = { view, ids: explained === null ? [] : [explained.by] };
  return {
    id: globalId('ReconciliationFlag', view.tenant, row.id),
    title: textOf(data?.title),
    printed: data?.printed,
    computed: data?.computed,
    difference: (data?.printed ?? 0) - (data?.computed ?? 0),
    unit: data?.unit,
    note: textOf(data?.note),
    explanation: textOf(explained?.data.note),
    explainedBy: explained === null ? null : { id: explained.by, people },
    cost: null,
  };
};

/** A cost that was flagged as it was added. */
const presentFlagged = (row: CostRow, view: View): Presented[] => {
  const flagged = lastOfRecord(row, 'CostFlagged')?.data;
  if (flagged === undefined) return [];
  const { printed, computed } = flagged;
  return [
    {
      id: globalId('Cost', view.tenant, row.id),
      title: textOf(dataOf(row).title),
      printed,
      computed,
      difference: printed - computed,
      unit: 'pence',
      note: null,
      explanation: null,
      explainedBy: null,
      cost: () => presentCost(row, view),
    },
  ];
};

/** Every flag of a plan: those that somebody raised, and those that a cost raised itself. */
export const flagsIn = async (view: View, planId: string): Promise<Presented[]> => [
  ...(await recordsIn(view, flag, planId)).map((row) => presentFlag(row, view)),
  ...(await costsIn(view, planId)).flatMap((row) => presentFlagged(row, view)),
];

export const resourcesIn = async (view: View, planId: string): Promise<Presented> => {
  const requests = (await recordsIn(view, resource, planId)).flatMap((row) => {
    const data = lastOfRecord(row, 'ResourceRequested')?.data;
    if (data === undefined) return [];
    const { number, agencyRate, permanentRate } = data;
    const permanent = permanentRate === null ? null : number * permanentRate;
    const figures = { number, agencyRate, permanentRate, agency: number * agencyRate, permanent };
    return [{ ...figures, id: data.resourceId, title: textOf(data.title), team: textOf(data.team) }];
  });
  const agency = requests.reduce((total, each) => total + each.agency, 0);
  const permanent = requests.some((each) => each.permanent === null)
    ? null
    : requests.reduce((total, each) => total + (each.permanent ?? 0), 0);
  return { requests, agency, permanent, difference: permanent === null ? null : agency - permanent };
};

export const costNode = nodeOfKind(cost, presentCost);
export const flagNode = nodeOfKind(flag, presentFlag);
