/** From inspections as they were recorded to their wire shape. */
import type { DataOf, PlanPart } from '@improvement-ledger/domain';
import {
  gradesOfFramework,
  inspection,
  lastOfRecord,
  partsAnswering,
  saidOf,
  textOf,
} from '@improvement-ledger/domain';
import type { PlanRecordRow, SignalSubject } from '@improvement-ledger/projections';
import { actionRegister, subjectsAt } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { View } from '../view.js';
import { once, plansIn } from '../view.js';
import type { Presented } from './object-type.js';
import { presentPart } from './plan-part.js';
import { nodeOfKind, recordsIn } from './records-in.js';

type Row = PlanRecordRow<(typeof inspection)['types'][number]>;

export const inspectionsIn = async (view: View): Promise<Row[]> =>
  (await recordsIn(view, inspection)).toSorted((a, b) => (beganOf(a) < beganOf(b) ? -1 : 1));
const beganOf = (row: Row): string => lastOfRecord(row, 'InspectionRecorded')?.data.from ?? '';

/** The actions on all plans of the council, each with its plan. */
const actionsIn = async (view: View): Promise<(SignalSubject & { readonly planId: string })[]> =>
  once(view, 'subjects', async () => {
    const plans = await plansIn(view);
    const lists = await Promise.all(
      plans.map(async ({ planId }) => {
        const subjects = await view.read([actionRegister], async (tx) =>
          subjectsAt(tx, { tenant: view.tenant, planId }, view.at),
        );
        return subjects.map((subject) => ({ ...subject, planId }));
      }),
    );
    return lists.flat();
  });

const isIn = (part: PlanPart, subject: SignalSubject & { readonly planId: string }): boolean =>
  subject[`${part.kind}Id`] === part.id;

const answering = async (view: View, parts: readonly PlanPart[]): Promise<SignalSubject[]> =>
  parts.length === 0
    ? []
    : (await actionsIn(view)).filter((subject) => parts.some((part) => isIn(part, subject)));

const withStatus = (subjects: readonly SignalSubject[], status: 'claimed' | 'verified'): number =>
  subjects.filter(({ completion }) => completion?.status === status).length;

export const presentRecommendation = (
  data: DataOf<'RecommendationMade'>,
  row: Row,
  view: View,
): Presented => {
  const parts = partsAnswering(row, data.recommendationId);
  const actions = async (): Promise<SignalSubject[]> => answering(view, parts);
  return {
    id: data.recommendationId,
    number: data.number,
    class: data.class,
    title: textOf(data.title),
    points: data.points.map((point) => textOf(point) ?? ''),
    inspection: textOf(lastOfRecord(row, 'InspectionRecorded')?.data.title),
    parts: () => parts.map((part) => presentPart(part, view)),
    actionCount: async () => (await actions()).length,
    claimedCount: async () => withStatus(await actions(), 'claimed'),
    verifiedCount: async () => withStatus(await actions(), 'verified'),
    shareDone: async () => {
      const all = await actions();
      return all.length === 0 ? null : withStatus(all, 'verified') / all.length;
    },
  };
};

export const recommendationsOf = (row: Row): DataOf<'RecommendationMade'>[] =>
  saidOf(row, 'RecommendationMade')
    .map(({ data }) => data)
    .toSorted((a, b) => a.number - b.number);

/** Recommendations that no action answers. */
export const unanswered = async (
  view: View,
  data: DataOf<'RecommendationMade'>,
  row: Row,
): Promise<boolean> => (await answering(view, partsAnswering(row, data.recommendationId))).length === 0;

const repeatedIn = async (view: View, ids: readonly string[]): Promise<Presented[]> => {
  const all = await inspectionsIn(view);
  return ids.map((id) => {
    for (const row of all) {
      const begun = lastOfRecord(row, 'InspectionRecorded')?.data;
      const where = { inspection: textOf(begun?.title), from: begun?.from ?? null };
      const made = saidOf(row, 'RecommendationMade').find(({ data }) => data.recommendationId === id)?.data;
      if (made !== undefined) return { id, title: textOf(made.title), number: made.number, ...where };
      const found = saidOf(row, 'FindingMade').find(({ data }) => data.findingId === id)?.data;
      if (found !== undefined) return { id, title: textOf(found.title), number: null, ...where };
    }
    return { id, title: null, number: null, inspection: null, from: null };
  });
};

export const presentInspection = (row: Row, view: View): Presented => {
  const data = lastOfRecord(row, 'InspectionRecorded')?.data;
  const grades: readonly string[] = data === undefined ? [] : gradesOfFramework[data.framework];
  const judgements = saidOf(row, 'JudgementMade');
  return {
    id: globalId('Inspection', view.tenant, row.id),
    framework: data?.framework,
    kind: data?.kind,
    title: textOf(data?.title),
    from: data?.from,
    until: data?.until ?? null,
    published: data?.published ?? null,
    judgements: judgements.map(({ data: { judgementId, title, grade, isLimiting, isOverall } }) => ({
      id: judgementId,
      title: textOf(title),
      grade,
      place: 1 + grades.indexOf(grade),
      isLimiting,
      isOverall,
    })),
    gradeCounts: grades.map((grade) => ({
      grade,
      count: judgements.filter((each) => each.data.grade === grade).length,
    })),
    findings: saidOf(row, 'FindingMade').map(({ data: { findingId, kind, title, repeats } }) => ({
      id: findingId,
      kind,
      title: textOf(title),
      repeats: async () => repeatedIn(view, repeats),
    })),
    recommendations: recommendationsOf(row).map((each) => presentRecommendation(each, row, view)),
    version: row.version,
  };
};

export const inspectionNode = nodeOfKind(inspection, presentInspection);
