/** A record of every kind around a plan, in the council that has one of each. */
import type { RunningApi } from './running-api.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut } from './sample-records.js';

export interface FullRecords {
  readonly bodyId: string;
  readonly meetingId: string;
  readonly nextMeetingId: string;
  readonly signalId: string;
  readonly inspectionId: string;
  readonly recommendationId: string;
  readonly costId: string;
  readonly flagId: string;
  readonly measureId: string;
  readonly versionId: string;
  readonly roundId: string;
  readonly packId: string;
}

export const makeRecordsAround = async (
  api: RunningApi,
  { council, planId, workstreamId, commitmentId, actionId }: SampleRecords,
  personId: string,
): Promise<FullRecords> => {
  const make = async (mutation: string, input: object, type?: string): Promise<string> =>
    (await carriedOut(api, mutation, input, 'id', type))['id'] as string;
  const since = { effectiveAt: '2015-01-01' };
  const bodyId = await make(
    'defineBody',
    { council, name: 'Improvement board', ...since },
    'DefineOfficeInput',
  );
  await make('appointHolder', { council, officeId: bodyId, personId, ...since }, 'HolderInput');
  await make('setBodyCadence', { council, bodyId, cadence: 'MONTHLY' });
  const meetingId = await make('planMeeting', {
    council,
    bodyId,
    on: '2015-08-01',
    effectiveAt: '2015-07-20',
  });
  await make('moveMeeting', { meetingId, on: '2015-08-02', effectiveAt: '2015-07-21' });
  await make('holdMeeting', { meetingId, on: '2015-08-02', attended: [personId], effectiveAt: '2015-08-02' });
  await make('takeDecision', { meetingId, title: 'Ask again.', note: 'In a month.', about: actionId });
  const nextMeetingId = await make('planMeeting', { council, bodyId, on: '2100-01-01' });
  const cancelled = await make('planMeeting', { council, bodyId, on: '2100-02-01' });
  await make('cancelMeeting', { meetingId: cancelled, reason: 'To have one of each.' });
  const leads = [{ kind: 'TEAM', name: 'Team managers' }];
  await make('setStewards', {
    workstreamId,
    sponsors: leads,
    supportedBy: leads,
    leads,
    title: 'Better practice.',
  });
  const nameless = {
    commitmentId,
    reference: 'A1.4',
    title: 'Find out.',
    due: { undated: 'TO_BE_CONFIRMED' },
  };
  await carriedOut(api, 'addAction', nameless, '');
  const signalId = await answerOne(api, council, planId);
  const others = await makeOthers(make, { council, planId, workstreamId, bodyId }, api);
  const around = { planId, meetingId };
  const roundId = await make('openRound', { ...around, asked: [personId] });
  await make('answerRound', { roundId, personId });
  await make('chaseRound', { roundId, chased: [personId] });
  await make('freezeRound', { roundId, note: 'In time.' });
  const packId = await make('issuePack', { ...around, title: 'Pack for August' });
  return { bodyId, meetingId, nextMeetingId, signalId, ...others, roundId, packId };
};

/** Answers the one signal that stands, and has the answer accepted by somebody else. */
const answerOne = async (api: RunningApi, council: string, planId: string): Promise<string> => {
  const parameters = [{ name: 'days', value: 45 }];
  const rule = { planId, signal: 'no-update', parameters };
  const { position } = await carriedOut(api, 'setSignalRule', rule, 'position');
  const seen = `minPosition: [{ council: "${council}", position: ${String(position)} }]`;
  const { data, text } = await api.ask(`{ plan(id: "${planId}", ${seen}) {
    integritySignals(first: 1, signals: ["date-or-owner-missing"]) { edges { node { id position action { id } } } } } }`);
  const found = (data?.['plan'] as Found | undefined)?.integritySignals.edges[0]?.node;
  if (found === undefined) throw new Error(text);
  const signal = 'date-or-owner-missing';
  const named = { planId, signal, actionId: found.action.id, position: found.position };
  await carriedOut(api, 'answerSignal', { ...named, note: 'The board names one.' }, '');
  const accepted = await api.ask(
    `mutation { acceptSignalAnswer(input: { planId: "${planId}", signalId: "${found.id}", note: "Seen." }) { userErrors { code } } }`,
    { token: api.tokens.planManager },
  );
  if (!accepted.text.includes('"userErrors":[]')) throw new Error(accepted.text);
  return found.id;
};
interface Found {
  readonly integritySignals: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly position: number;
        readonly action: { readonly id: string };
      };
    }[];
  };
}

type Make = (mutation: string, input: object, type?: string) => Promise<string>;
type Others = Omit<FullRecords, 'bodyId' | 'meetingId' | 'nextMeetingId' | 'signalId' | 'roundId' | 'packId'>;

/** Inspections, money, measures and versions. */
const makeOthers = async (
  make: Make,
  { council, planId, workstreamId, bodyId }: Record<'council' | 'planId' | 'workstreamId' | 'bodyId', string>,
  api: RunningApi,
): Promise<Others> => {
  const seen = { framework: 'SIF', kind: 'INSPECTION', title: 'Inspection', from: '2015-03-02' };
  const inspectionId = await make('recordInspection', { council, ...seen });
  const grade = { title: 'Overall', grade: 'good', isLimiting: false, isOverall: true };
  await make('makeJudgement', { inspectionId, ...grade });
  const made = { inspectionId, number: 1, class: 'PRIORITY', title: 'Oversee.', points: ['Each month.'] };
  const { madeId } = await carriedOut(api, 'makeRecommendation', made, 'madeId');
  const recommendationId = madeId as string;
  const repeats = [recommendationId];
  await make('makeFinding', { inspectionId, kind: 'IMPROVEMENT', title: 'Oversight', repeats });
  await make('mapRecommendation', { inspectionId, recommendationId, about: planId });
  await make('mapRecommendation', { inspectionId, recommendationId, about: workstreamId });
  await make('unmapRecommendation', { inspectionId, recommendationId, about: planId });
  const money = { title: 'Training', quantity: '20', rate: 10_000, amount: 2_000_000, source: 'Reserve' };
  const cost = { planId, about: workstreamId, isRecurrent: true, year: '2015-16', ...money };
  const costId = await make('addCost', cost);
  await make('withdrawCost', { costId: await make('addCost', { ...cost, title: 'Another' }) });
  const figures = { title: 'Total', printed: 2, computed: 1, unit: 'COUNT', note: 'Counted.' };
  const flagId = await make('flagReconciliation', { planId, ...figures });
  await make('explainReconciliation', { flagId, note: 'A slip.' });
  const posts = { title: 'Social workers', team: 'Duty', number: 4, agencyRate: 6_768_900 };
  await make('requestResource', { planId, ...posts, permanentRate: 4_000_000 });
  const measured = { about: workstreamId, title: 'Agency rate', kind: 'MEASURED', target: 'Below 20%' };
  const measureId = await make('addMeasure', { planId, ...measured });
  await make('achieveMeasure', { measureId, note: '19%' });
  await make('lapseMeasure', { measureId, note: '22%' });
  await make('achieveMeasure', { measureId, note: '18%' });
  const versionId = await make('draftVersion', { planId, title: 'Draft' });
  await make('approveVersion', { versionId, bodyId, note: 'Unanimous.' });
  await make('submitVersion', { versionId, title: 'Department' });
  await make('acceptVersion', { versionId, title: 'Department' });
  const older = await make('draftVersion', { planId, title: 'First draft' });
  await make('supersedeVersion', { versionId: older });
  await make('closePlan', { planId, successorId: await draftPlan(api, council), note: 'It goes on.' });
  return { inspectionId, recommendationId, costId, flagId, measureId, versionId };
};

const draftPlan = async (api: RunningApi, council: string): Promise<string> => {
  const drafted = await carriedOut(api, 'draftPlan', { council, title: 'Another plan' }, 'plan { id }');
  return (drafted['plan'] as { readonly id: string }).id;
};
