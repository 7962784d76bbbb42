import { describe, test } from 'vitest';
import { given, sample, sampleData, sampleId } from '../testing/index.js';
import { commitment } from './commitment.js';

const added = sample('CommitmentAdded');
const within = { workstream: { added: sampleData.WorkstreamAdded } };

describe('AddCommitment', () => {
  const add = { type: 'AddCommitment', ...sampleData.CommitmentAdded } as const;

  test('records the commitment', () => {
    given(commitment).when(add, { related: within }).then(added);
  });

  test('is refused when there is no such workstream', () => {
    given(commitment).when(add).thenRefused('workstream-not-found', 'workstreamId');
  });

  test('is refused when the workstream is one of another plan', () => {
    given(commitment)
      .when({ ...add, planId: sampleId(98) }, { related: within })
      .thenRefused('workstream-not-found', 'workstreamId');
  });

  test('is refused when the id belongs to a commitment of other content', () => {
    given(commitment, added)
      .when({ ...add, place: 2 }, { related: within })
      .thenRefused('commitment-exists', 'commitmentId');
  });

  test('stays quiet when repeated', () => {
    given(commitment, added).when(add, { related: within }).thenNothing();
  });
});
