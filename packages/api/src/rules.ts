/**
 * Who may do what: one line a mutation, with the roles that may send it. What is not listed nobody may. Reading
 * is open to every signed-in role, within the councils that its grants open, but for the queries listed apart.
 */
import type { Role } from '@improvement-ledger/domain';

const planWriters: readonly Role[] = ['planManager', 'administrator'];

export const mutationRules = {
  registerCouncil: ['administrator'],
  draftPlan: planWriters,
  setRagVocabulary: planWriters,
  addWorkstream: planWriters,
  addCommitment: planWriters,
  addAction: planWriters,
  recordStatus: [...planWriters, 'actionOwner'],
  reassignOwner: planWriters,
  changeDueDate: planWriters,
  claimCompletion: [...planWriters, 'actionOwner'],
  verifyCompletion: [...planWriters, 'auditor'],
  sendBackCompletion: [...planWriters, 'auditor'],
  reopenAction: [...planWriters, 'auditor'],
  correctEvent: planWriters,
  retractEvent: planWriters,
} as const satisfies Record<string, readonly Role[]>;
export type MutationName = keyof typeof mutationRules;

/** The queries that not every role may send. */
export const queryRules = {
  systemStatus: ['administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type RuledName = MutationName | keyof typeof queryRules;

const rules: Readonly<Record<RuledName, readonly Role[]>> = { ...mutationRules, ...queryRules };

export const mayDo = (role: Role, root: RuledName): boolean => rules[root].includes(role);
