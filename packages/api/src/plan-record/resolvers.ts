/** THE LIST of what answers for the records around a plan. */
import type { ClassType } from 'type-graphql';
import { InspectionResolver } from './inspection.resolver.js';
import { inspectionMutations } from './inspection.mutations.js';
import { moneyMutations } from './money.mutations.js';
import { MoneyResolver } from './money.resolver.js';
import { packMutations } from './pack.mutations.js';
import { PackResolver } from './pack.resolver.js';
import { VersionResolver } from './version.resolver.js';
import { versionMutations } from './version.mutations.js';
import { boardMutations } from './board.mutations.js';
import { BoardResolver, StewardsResolver } from './board.resolver.js';
import type { PlanRecordMutationName } from './plan-record-rules.js';
import { signalMutations } from './signal.mutations.js';
import { SignalResolver } from './signal.resolver.js';
import type { RecordMutation } from './record-mutation.js';
import { recordMutations } from './record-mutation.js';

/** Every mutation has its line in the rules, and the other way round. */
const mutations: Readonly<Record<PlanRecordMutationName, RecordMutation>> = {
  ...boardMutations,
  ...signalMutations,
  ...inspectionMutations,
  ...moneyMutations,
  ...versionMutations,
  ...packMutations,
};

export const planRecordResolvers: readonly ClassType[] = [
  BoardResolver,
  InspectionResolver,
  MoneyResolver,
  PackResolver,
  SignalResolver,
  VersionResolver,
  StewardsResolver,
  recordMutations(mutations),
];
