/** Success measures, the versions of a plan, and its closing. */
import type { Office } from '../office/office.js';
import { office } from '../office/office.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { PlanRecord, RecordSaid } from './plan-record.js';
import { lastOfRecord, planRecord, saidOf } from './plan-record.js';

export const measure = planRecord<'MeasureAdded' | 'MeasureAchieved' | 'MeasureLapsed'>({
  category: 'measure',
  idField: 'measureId',
  opening: 'MeasureAdded',
  types: ['MeasureAdded', 'MeasureAchieved', 'MeasureLapsed'],
  stands: ({ type, data }, { said }) => {
    const last = said.at(-1);
    return last?.type === type && same(last.data, data);
  },
  refuses: ({ type }, { said }) =>
    type === 'MeasureLapsed' && said.at(-1)?.type !== 'MeasureAchieved'
      ? refuse('measure-not-achieved')
      : null,
});

/** From when a measure is met, and on what evidence; `null` while it is not. */
export const achievedOf = (known: Pick<PlanRecord, 'said'>): RecordSaid<'MeasureAchieved'> | null =>
  known.said.at(-1)?.type === 'MeasureAchieved' ? lastOfRecord(known, 'MeasureAchieved') : null;

type VersionEventType =
  'VersionDrafted' | 'VersionApproved' | 'VersionSubmitted' | 'VersionAccepted' | 'VersionSuperseded';

export const version = planRecord<VersionEventType, { readonly office: Office }>({
  category: 'version',
  idField: 'versionId',
  opening: 'VersionDrafted',
  types: ['VersionDrafted', 'VersionApproved', 'VersionSubmitted', 'VersionAccepted', 'VersionSuperseded'],
  related: ({ data }) => ({ office: { aggregate: office, id: 'bodyId' in data ? data.bodyId : undefined } }),
  refuses(fact, known, related) {
    if (fact.type !== 'VersionDrafted' && lastOfRecord(known, 'VersionSuperseded') !== null) {
      return refuse('version-superseded', 'versionId');
    }
    if (fact.type === 'VersionApproved' && related.office.defined?.kind !== 'body') {
      return refuse('body-not-found', 'bodyId');
    }
    return fact.type === 'VersionAccepted' && lastOfRecord(known, 'VersionSubmitted') === null
      ? refuse('version-not-submitted', 'versionId')
      : null;
  },
});

export type VersionStatus = 'drafted' | 'approved' | 'submitted' | 'accepted' | 'superseded';
const statuses = {
  VersionDrafted: 'drafted',
  VersionApproved: 'approved',
  VersionSubmitted: 'submitted',
  VersionAccepted: 'accepted',
  VersionSuperseded: 'superseded',
} as const satisfies Record<VersionEventType, VersionStatus>;

/** How a version stands: by what was said of it last. */
export const versionStatusOf = (known: Pick<PlanRecord<VersionEventType>, 'said'>): VersionStatus =>
  statuses[known.said.at(-1)?.type ?? 'VersionDrafted'];

/** From when a version is in force: since a body first approved it, unless it was superseded. */
export const inForceSince = (known: Pick<PlanRecord<VersionEventType>, 'said'>): string | null =>
  lastOfRecord(known, 'VersionSuperseded') === null
    ? (saidOf(known, 'VersionApproved')[0]?.since ?? null)
    : null;

export const closing = planRecord<'PlanClosed', { readonly successor: Plan }>({
  category: 'closing',
  idField: 'planId',
  opening: 'PlanClosed',
  types: ['PlanClosed'],
  related: ({ data }) => ({ successor: { aggregate: plan, id: data.successorId ?? undefined } }),
  refuses({ data }, _, { successor }) {
    if (data.successorId === null) return data.openActions > 0 ? refuse('actions-open', 'successorId') : null;
    if (successor.drafted === null || data.successorId === data.planId) {
      return refuse('plan-not-found', 'successorId');
    }
    return null;
  },
});
