/** Facts of the records around the sample plan. */
import type { DataOf, PlanRecordEventType } from '../events.js';
import { ids, ownerNamed, planText } from './sample-parts.js';

const meeting = { meetingId: ids.meeting };
const inspection = { inspectionId: ids.inspection };
const ofPlan = { planId: ids.plan };
const ofCost = { ...ofPlan, costId: ids.cost };
const ofFlag = { ...ofPlan, flagId: ids.flag };
const ofMeasure = { ...ofPlan, measureId: ids.measure };
const ofVersion = { ...ofPlan, versionId: ids.version };
const about = { kind: 'workstream', id: ids.workstream } as const;

/** Data of each event type of the records around a plan, complete and valid. */
export const planRecordData: { readonly [Type in PlanRecordEventType]: DataOf<Type> } = {
  BodyCadenceSet: { bodyId: ids.office, cadence: 'monthly' },
  MeetingPlanned: { ...meeting, bodyId: ids.office, on: '2026-07-21T13:00:00Z' },
  MeetingMoved: { ...meeting, on: '2026-07-22' },
  MeetingHeld: { ...meeting, on: '2026-07-22', attended: [ids.ann] },
  MeetingCancelled: meeting,
  DecisionTaken: {
    ...meeting,
    decisionId: ids.decision,
    about: { kind: 'action', id: ids.action },
    title: planText('Ask for a report in August'),
    note: planText('By the auditor.'),
  },
  SignalRuleSet: { planId: ids.plan, signal: 'no-update', parameters: [{ name: 'days', value: 45 }] },
  SignalAnswered: {
    planId: ids.plan,
    signalId: ids.signal,
    signal: 'no-update',
    actionId: ids.action,
    position: 7,
    note: planText('The report comes with the audit in August.'),
  },
  SignalAnswerAccepted: { planId: ids.plan, signalId: ids.signal, note: planText('Seen.') },
  WorkstreamStewardsSet: {
    planId: ids.plan,
    workstreamId: ids.workstream,
    sponsors: [ownerNamed('Ann Example')],
    supportedBy: [],
    leads: [ownerNamed('Cas Example', ids.cas)],
    title: planText('Managers know how their services are doing.'),
  },
  InspectionRecorded: {
    ...inspection,
    framework: 'sif',
    kind: 'inspection',
    title: planText('Inspection of services for children'),
    from: '2026-03-02',
    until: '2026-03-25',
    published: '2026-05-13',
  },
  JudgementMade: {
    ...inspection,
    judgementId: ids.judgement,
    title: planText('Help and protection'),
    grade: 'inadequate',
    isLimiting: true,
    isOverall: false,
  },
  FindingMade: {
    ...inspection,
    findingId: ids.finding,
    kind: 'improvement',
    title: planText('Management oversight'),
    repeats: [ids.recommendation],
  },
  RecommendationMade: {
    ...inspection,
    recommendationId: ids.recommendation,
    number: 1,
    class: 'priority',
    title: planText('Oversight is reflective and challenging'),
    points: [planText('Legal advice is sought in time')],
  },
  RecommendationMapped: { ...inspection, recommendationId: ids.recommendation, about },
  RecommendationUnmapped: {
    ...inspection,
    recommendationId: ids.recommendation,
    about,
    note: planText('Another workstream answers it.'),
  },
  CostAdded: {
    ...ofCost,
    about,
    title: planText('Reflective supervision training'),
    asWritten: planText('20 days @ £100 a day = £20K'),
    quantity: '20',
    rate: 10_000,
    amount: 2_000_000,
    amountMax: null,
    isRecurrent: true,
    year: '2026-27',
    source: planText('Improvement reserve'),
    isAdditional: true,
  },
  CostFlagged: { ...ofCost, printed: 2_000_000, computed: 200_000 },
  CostWithdrawn: ofCost,
  ReconciliationFlagged: {
    ...ofFlag,
    title: planText('Total of the costs summary'),
    printed: 66_796_100,
    computed: 64_756_100,
    unit: 'pence',
    note: null,
  },
  ReconciliationExplained: { ...ofFlag, note: planText('The row of agency staff is misprinted.') },
  ResourceRequested: {
    ...ofPlan,
    resourceId: ids.resource,
    title: planText('Social workers'),
    team: planText('Assessment'),
    number: 4,
    agencyRate: 6_768_900,
    permanentRate: 4_000_000,
  },
  MeasureAdded: {
    ...ofMeasure,
    about,
    title: planText('Agency workers in posts'),
    kind: 'measured',
    target: planText('Below 20%'),
  },
  MeasureAchieved: { ...ofMeasure, note: planText('19% at the end of June.') },
  MeasureLapsed: { ...ofMeasure, note: planText('22% at the end of July.') },
  VersionDrafted: { ...ofVersion, title: planText('Draft of July') },
  VersionApproved: { ...ofVersion, bodyId: ids.office, note: null },
  VersionSubmitted: { ...ofVersion, title: planText('Department for Education') },
  VersionAccepted: { ...ofVersion, title: planText('Department for Education') },
  VersionSuperseded: { ...ofVersion, note: planText('The version of January took its place.') },
  RoundOpened: { ...ofPlan, roundId: ids.round, meetingId: ids.meeting, asked: [ids.ann, ids.cas] },
  RoundAnswered: { ...ofPlan, roundId: ids.round, personId: ids.ann },
  RoundChased: { ...ofPlan, roundId: ids.round, chased: [ids.cas] },
  RoundFrozen: { ...ofPlan, roundId: ids.round, note: planText('One answer is missing.') },
  PackIssued: {
    ...ofPlan,
    packId: ids.pack,
    meetingId: ids.meeting,
    title: planText('Pack for July'),
    asOf: '2026-07-20T12:00:00.000Z',
    knownAt: 40,
    digest: 'ab'.repeat(32),
  },
  PlanClosed: { ...ofPlan, successorId: null, openActions: 0, note: planText('All of it is done.') },
};
