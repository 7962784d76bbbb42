/** Something that each mutation of the records around a plan could be asked to do, in one council. */
import { ids } from '@improvement-ledger/domain/testing';
import type { PlanRecordMutationName } from '../plan-record/plan-record-rules.js';
import { globalId } from '../ids.js';
import type { NodeKind } from '../ids.js';
import type { SampleRecords } from './sample-records.js';

const nobody = (kind: NodeKind, council: string): string => globalId(kind, council, ids.meeting);

export const recordInputs: Readonly<Record<PlanRecordMutationName, (records: SampleRecords) => object>> = {
  setBodyCadence: ({ council }) => ({ council, bodyId: ids.office, cadence: 'MONTHLY' }),
  planMeeting: ({ council }) => ({ council, bodyId: ids.office, on: '2026-09-01' }),
  moveMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), on: '2026-09-02' }),
  holdMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), on: '2016-09-02' }),
  cancelMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), reason: 'No quorum.' }),
  takeDecision: ({ council }) => ({ meetingId: nobody('Meeting', council), title: 'Go on.' }),
  setStewards: ({ workstreamId }) => ({ workstreamId, title: 'Better practice.' }),
  setSignalRule: ({ planId }) => ({ planId, signal: 'no-update', parameters: [{ name: 'days', value: 45 }] }),
  answerSignal: ({ planId, actionId }) => ({
    planId,
    signal: 'no-update',
    actionId,
    position: 7,
    note: 'It comes in August.',
  }),
  acceptSignalAnswer: ({ planId }) => ({ planId, signalId: ids.signal }),
  recordInspection: ({ council }) => ({
    council,
    framework: 'SIF',
    kind: 'INSPECTION',
    title: 'Inspection',
    from: '2015-03-02',
  }),
  makeJudgement: ({ council }) => ({
    inspectionId: nobody('Inspection', council),
    title: 'Overall',
    grade: 'good',
    isLimiting: false,
    isOverall: true,
  }),
  makeFinding: ({ council }) => ({
    inspectionId: nobody('Inspection', council),
    kind: 'IMPROVEMENT',
    title: 'Oversight',
  }),
  makeRecommendation: ({ council }) => ({
    inspectionId: nobody('Inspection', council),
    number: 1,
    class: 'PRIORITY',
    title: 'Oversee.',
  }),
  mapRecommendation: ({ council, planId }) => ({
    inspectionId: nobody('Inspection', council),
    recommendationId: ids.recommendation,
    about: planId,
  }),
  unmapRecommendation: ({ council, planId }) => ({
    inspectionId: nobody('Inspection', council),
    recommendationId: ids.recommendation,
    about: planId,
  }),
  addCost: ({ planId }) => ({ planId, about: planId, title: 'Audit', isRecurrent: false, year: '2015-16' }),
  withdrawCost: ({ council }) => ({ costId: nobody('Cost', council) }),
  flagReconciliation: ({ planId }) => ({ planId, title: 'Total', printed: 2, computed: 1, unit: 'COUNT' }),
  explainReconciliation: ({ council }) => ({
    flagId: nobody('ReconciliationFlag', council),
    note: 'A slip.',
  }),
  requestResource: ({ planId }) => ({ planId, title: 'Social workers', number: 4, agencyRate: 6_768_900 }),
  addMeasure: ({ planId }) => ({ planId, about: planId, title: 'Agency rate', kind: 'MEASURED' }),
  achieveMeasure: ({ council }) => ({ measureId: nobody('SuccessMeasure', council) }),
  lapseMeasure: ({ council }) => ({ measureId: nobody('SuccessMeasure', council) }),
  draftVersion: ({ planId }) => ({ planId, title: 'Draft' }),
  approveVersion: ({ council }) => ({ versionId: nobody('PlanVersion', council), bodyId: ids.office }),
  submitVersion: ({ council }) => ({ versionId: nobody('PlanVersion', council), title: 'Department' }),
  acceptVersion: ({ council }) => ({ versionId: nobody('PlanVersion', council), title: 'Department' }),
  supersedeVersion: ({ council }) => ({ versionId: nobody('PlanVersion', council) }),
  closePlan: ({ planId }) => ({ planId }),
  openRound: ({ council, planId }) => ({ planId, meetingId: nobody('Meeting', council), asked: [ids.ann] }),
  answerRound: ({ council }) => ({ roundId: nobody('UpdateRound', council), personId: ids.ann }),
  chaseRound: ({ council }) => ({ roundId: nobody('UpdateRound', council), chased: [ids.ann] }),
  freezeRound: ({ council }) => ({ roundId: nobody('UpdateRound', council) }),
  issuePack: ({ council, planId }) => ({ planId, meetingId: nobody('Meeting', council), title: 'Pack' }),
};
