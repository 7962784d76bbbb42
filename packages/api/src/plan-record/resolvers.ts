/** THE LIST of what answers for the records around a plan. */
import type { ClassType } from 'type-graphql';
import { boardMutations } from './board.mutations.js';
import { BoardResolver, StewardsResolver } from './board.resolver.js';
import type { PlanRecordMutationName } from './plan-record-rules.js';
import type { RecordMutation } from './record-mutation.js';
import { recordMutations } from './record-mutation.js';

/** Every mutation has its line in the rules, and the other way round. */
const mutations: Readonly<Record<PlanRecordMutationName, RecordMutation>> = {
  ...boardMutations,
};

export const planRecordResolvers: readonly ClassType[] = [
  BoardResolver,
  StewardsResolver,
  recordMutations(mutations),
];
