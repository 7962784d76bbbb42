/**
 * Who may do what: one line a mutation, with the roles that may send it. What is not listed nobody may. Reading
 * is open to every signed-in role, within the councils that its grants open.
 */
import type { Role } from '@improvement-ledger/domain';

const planWriters: readonly Role[] = ['planManager', 'administrator'];

export const mutationRules = {
  registerCouncil: ['administrator'],
  draftPlan: planWriters,
  setRagVocabulary: planWriters,
  setPlanRules: planWriters,
  addWorkstream: planWriters,
  addCommitment: planWriters,
  addAction: planWriters,
  recordStatus: [...planWriters, 'actionOwner'],
  reassignOwner: planWriters,
  changeDueDate: planWriters,
  requestDueDateChange: [...planWriters, 'actionOwner'],
  approveDueDateChange: planWriters,
  refuseDueDateChange: planWriters,
  beginCover: planWriters,
  endCover: planWriters,
  withdrawAction: planWriters,
  reinstateAction: planWriters,
  linkAction: planWriters,
  unlinkAction: planWriters,
  attachEvidence: [...planWriters, 'actionOwner', 'auditor'],
  withdrawEvidence: [...planWriters, 'actionOwner', 'auditor'],
  claimCompletion: [...planWriters, 'actionOwner'],
  verifyCompletion: [...planWriters, 'auditor'],
  sendBackCompletion: [...planWriters, 'auditor'],
  reopenAction: [...planWriters, 'auditor'],
  raiseChallenge: [...planWriters, 'adviser'],
  answerChallenge: [...planWriters, 'actionOwner'],
  closeChallenge: [...planWriters, 'adviser'],
  correctEvent: planWriters,
  retractEvent: planWriters,
} as const satisfies Record<string, readonly Role[]>;
export type MutationName = keyof typeof mutationRules;

export const mayDo = (role: Role, mutation: MutationName): boolean =>
  (mutationRules[mutation] as readonly Role[]).includes(role);
