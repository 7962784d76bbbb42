/** A commitment: what the council undertakes within a workstream, carried out by actions. */
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { Workstream } from '../workstream/workstream.js';
import { workstream } from '../workstream/workstream.js';

export type CommitmentCommand = { readonly type: 'AddCommitment' } & DataOf<'CommitmentAdded'>;

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

  related: ({ workstreamId }) => ({ workstream: { aggregate: workstream, id: workstreamId } }),

  decide({ type: _, ...data }, { added }, _setting, related) {
    if (related.workstream.added?.planId !== data.planId) {
      return refused(refuse('workstream-not-found', 'workstreamId'));
    }
    if (added === null) return record({ type: 'CommitmentAdded', data });
    return same(added, data) ? nothing : refused(refuse('commitment-exists', 'commitmentId'));
  },

  evolve: (_, { event }) => ({ added: event.data }),
};
