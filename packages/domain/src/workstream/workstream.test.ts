import { describe, test } from 'vitest';
import { plan } from '../plan/plan.js';
import { given, planText, sample, sampleData } from '../testing/index.js';
import { workstream } from './workstream.js';

const added = sample('WorkstreamAdded');
const drafted = { plan: { ...plan.initial, drafted: sampleData.PlanDrafted } };

describe('AddWorkstream', () => {
  const add = { type: 'AddWorkstream', ...sampleData.WorkstreamAdded } as const;

  test('records the workstream', () => {
    given(workstream).when(add, { related: drafted }).then(added);
  });

  test('is refused when the plan was never drafted', () => {
    given(workstream).when(add).thenRefused('plan-not-found', 'planId');
  });

  test('is refused when the id belongs to a workstream of other content', () => {
    given(workstream, added)
      .when({ ...add, reference: 'B' }, { related: drafted })
      .thenRefused('workstream-exists', 'workstreamId');
  });

  test('stays quiet when repeated', () => {
    given(workstream, added).when(add, { related: drafted }).thenNothing();
  });
});

describe('CorrectEvent', () => {
  const reason = planText('The wrong line was read.');

  test('records the right title, reference and place', () => {
    const replacement = sample('WorkstreamAdded', { title: planText('Practice'), reference: 'B', place: 2 });
    given(workstream, added)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });
});
