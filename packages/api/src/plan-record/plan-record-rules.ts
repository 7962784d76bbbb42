/** The lines of the rules (`rules.ts`) on the records around a plan: who may say what. */
import type { EventType, Role } from '@improvement-ledger/domain';

const planWriters: readonly Role[] = ['planManager', 'administrator'];

export const planRecordMutationRules = {
  setBodyCadence: planWriters,
  planMeeting: planWriters,
  moveMeeting: planWriters,
  holdMeeting: planWriters,
  cancelMeeting: planWriters,
  takeDecision: planWriters,
  setStewards: planWriters,
  setSignalRule: planWriters,
  answerSignal: [...planWriters, 'actionOwner'],
  acceptSignalAnswer: [...planWriters, 'auditor', 'adviser'],
  recordInspection: planWriters,
  makeJudgement: planWriters,
  makeFinding: planWriters,
  makeRecommendation: planWriters,
  mapRecommendation: planWriters,
  unmapRecommendation: planWriters,
  addCost: planWriters,
  withdrawCost: planWriters,
  flagReconciliation: planWriters,
  explainReconciliation: planWriters,
  requestResource: planWriters,
  addMeasure: planWriters,
  achieveMeasure: planWriters,
  lapseMeasure: planWriters,
  draftVersion: planWriters,
  approveVersion: planWriters,
  submitVersion: planWriters,
  acceptVersion: planWriters,
  supersedeVersion: planWriters,
  closePlan: planWriters,
  openRound: planWriters,
  answerRound: planWriters,
  chaseRound: planWriters,
  freezeRound: planWriters,
  issuePack: planWriters,
} as const satisfies Record<string, readonly Role[]>;
/** Events of which the answer is not for whoever drafts plans alone. */
export const planRecordSaidBy = {
  SignalAnswered: 'answerSignal',
  SignalAnswerAccepted: 'acceptSignalAnswer',
} as const satisfies Partial<Record<EventType, keyof typeof planRecordMutationRules>>;
export type PlanRecordMutationName = keyof typeof planRecordMutationRules;
