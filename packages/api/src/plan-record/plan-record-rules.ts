/** The lines of the rules (`rules.ts`) on the records around a plan: who may say what. */
import type { Role } from '@improvement-ledger/domain';

const planWriters: readonly Role[] = ['planManager', 'administrator'];

export const planRecordMutationRules = {
  setBodyCadence: planWriters,
  planMeeting: planWriters,
  moveMeeting: planWriters,
  holdMeeting: planWriters,
  cancelMeeting: planWriters,
  takeDecision: planWriters,
  setStewards: planWriters,
} as const satisfies Record<string, readonly Role[]>;
export type PlanRecordMutationName = keyof typeof planRecordMutationRules;
