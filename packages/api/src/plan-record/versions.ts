/** From measures, versions and closings as they were recorded to their wire shape. */
import {
  achievedOf,
  closing,
  inForceSince,
  lastOfRecord,
  measure,
  saidOf,
  textOf,
  version,
  versionStatusOf,
} from '@improvement-ledger/domain';
import type { PlanRecordRow } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import { officesIn } from '../office/office.resolver.js';
import type { People } from '../person/people.js';
import { presentPlan } from '../plan/present.js';
import type { View } from '../view.js';
import { planIn } from '../view.js';
import type { Presented } from './object-type.js';
import { presentPart } from './plan-part.js';
import { nodeOfKind, recordsIn } from './records-in.js';

type MeasureRow = PlanRecordRow<(typeof measure)['types'][number]>;
type VersionRow = PlanRecordRow<(typeof version)['types'][number]>;

export const presentMeasure = (row: MeasureRow, view: View): Presented => {
  const data = lastOfRecord(row, 'MeasureAdded')?.data;
  const achieved = achievedOf(row);
  const people: People = { view, ids: achieved === null ? [] : [achieved.by] };
  return {
    id: globalId('SuccessMeasure', view.tenant, row.id),
    about: () => (data === undefined ? null : presentPart(data.about, view)),
    title: textOf(data?.title),
    kind: data?.kind,
    target: textOf(data?.target),
    achievedSince: achieved?.since ?? null,
    achievedBy: achieved === null ? null : { id: achieved.by, people },
    evidence: textOf(achieved?.data.note),
    lapses: saidOf(row, 'MeasureLapsed').length,
    version: row.version,
  };
};

export const measuresIn = async (view: View, planId: string): Promise<MeasureRow[]> =>
  recordsIn(view, measure, planId);

export const presentVersion = (row: VersionRow, view: View): Presented => {
  const submitted = lastOfRecord(row, 'VersionSubmitted');
  const accepted = lastOfRecord(row, 'VersionAccepted');
  return {
    id: globalId('PlanVersion', view.tenant, row.id),
    title: textOf(lastOfRecord(row, 'VersionDrafted')?.data.title),
    status: versionStatusOf(row),
    draftedAt: lastOfRecord(row, 'VersionDrafted')?.since,
    approvals: saidOf(row, 'VersionApproved').map(({ data, since }) => ({
      bodyId: data.bodyId,
      body: async () => (await officesIn(view)).get(data.bodyId)?.name ?? null,
      since,
      note: textOf(data.note),
    })),
    submittedTo: textOf(submitted?.data.title),
    submittedAt: submitted?.since ?? null,
    acceptedBy: textOf(accepted?.data.title),
    acceptedAt: accepted?.since ?? null,
    inForceSince: inForceSince(row),
    supersededAt: lastOfRecord(row, 'VersionSuperseded')?.since ?? null,
    version: row.version,
  };
};

export const versionsIn = async (view: View, planId: string): Promise<VersionRow[]> =>
  recordsIn(view, version, planId);

/** Of the versions that are approved and not superseded, the one that was approved last. */
export const inForceIn = async (view: View, planId: string): Promise<VersionRow | null> =>
  (await versionsIn(view, planId))
    .filter((row) => inForceSince(row) !== null)
    .toSorted((a, b) => ((inForceSince(a) ?? '') < (inForceSince(b) ?? '') ? -1 : 1))
    .at(-1) ?? null;

export const closingIn = async (view: View, planId: string): Promise<Presented | null> => {
  const [row] = await recordsIn(view, closing, planId);
  const closed = row === undefined ? null : lastOfRecord(row, 'PlanClosed');
  if (closed === null) return null;
  const { successorId, openActions, note } = closed.data;
  return {
    since: closed.since,
    by: { id: closed.by, people: { view, ids: [closed.by] } },
    openActions,
    note: textOf(note),
    successor: async () => {
      const plan = successorId === null ? null : await planIn(view, successorId);
      return plan === null ? null : presentPlan(plan, view);
    },
  };
};

export const measureNode = nodeOfKind(measure, presentMeasure);
export const versionNode = nodeOfKind(version, presentVersion);
