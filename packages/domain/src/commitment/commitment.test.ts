import { describe, test } from 'vitest';
import { given, planText, sample, sampleData, sampleId } from '../testing/index.js';
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

describe('CorrectEvent', () => {
  const reason = planText('The wrong line was read.');

  test('records the right title, reference and place', () => {
    const replacement = sample('CommitmentAdded', {
      title: planText('We listen'),
      reference: 'A2',
      place: 2,
    });
    given(commitment, added)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });

  test('is refused when it would move the commitment to another workstream', () => {
    const replacement = sample('CommitmentAdded', { workstreamId: sampleId(97) });
    given(commitment, added)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .thenRefused('event-not-correctable', 'replacement');
  });
});

test('RetractEvent is refused: a commitment is not unmade', () => {
  given(commitment, added)
    .when({ type: 'RetractEvent', position: 1 }, { reason: planText('It is not in the plan.') })
    .thenRefused('event-not-correctable', 'position');
});
