/** A commitment: what the council undertakes within a workstream, carried out by actions. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { Workstream } from '../workstream/workstream.js';
import { workstream } from '../workstream/workstream.js';

type AddCommitment = { readonly type: 'AddCommitment' } & DataOf<'CommitmentAdded'>;
export type CommitmentCommand = AddCommitment | CorrectEvent<'CommitmentAdded'> | RetractEvent;

export interface Commitment {
  readonly added: DataOf<'CommitmentAdded'> | null;
}

export const commitment: Aggregate<
  Commitment,
  CommitmentCommand,
  'CommitmentAdded',
  { readonly workstream: Workstream }
> = {
  category: 'commitment',
  types: ['CommitmentAdded'],
  initial: { added: null },

  related: (command) => ({
    workstream: {
      aggregate: workstream,
      id: command.type === 'AddCommitment' ? command.workstreamId : undefined,
    },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'AddCommitment':
        return add(command, state, related.workstream);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId', 'workstreamId', 'commitmentId']);
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (_, { event }) => ({ added: event.data }),
};

const add = (
  { type: _, ...data }: AddCommitment,
  { added }: Commitment,
  within: Workstream,
): Decision<'CommitmentAdded'> => {
  if (within.added?.planId !== data.planId) return refused(refuse('workstream-not-found', 'workstreamId'));
  if (added === null) return record({ type: 'CommitmentAdded', data });
  return same(added, data) ? nothing : refused(refuse('commitment-exists', 'commitmentId'));
};
