import { describe, test } from 'vitest';
import { given, ids, planText, ratings, sample, sampleData } from '../testing/index.js';
import { plan } from './plan.js';

const reason = planText('The wrong edition was read.');
const drafted = sample('PlanDrafted');
const vocabulary = sample('RagVocabularySet');
const twoRatings = ratings.slice(0, 2);

describe('DraftPlan', () => {
  const draft = { type: 'DraftPlan', ...sampleData.PlanDrafted, ratings } as const;

  test('records the plan and the first version of its vocabulary', () => {
    given(plan).when(draft).then(drafted, vocabulary);
  });

  test('is refused when another plan was drafted under the id', () => {
    given(plan, drafted, vocabulary)
      .when({ ...draft, title: planText('Another plan') })
      .thenRefused('plan-exists', 'planId');
  });

  test('stays quiet when repeated', () => {
    given(plan, drafted, vocabulary).when(draft).thenNothing();
  });

  test('stays quiet when repeated after the vocabulary was changed', () => {
    given(plan, drafted, vocabulary, sample('RagVocabularySet', { version: 2, ratings: twoRatings }))
      .when(draft)
      .thenNothing();
  });
});

describe('SetRagVocabulary', () => {
  const set = { type: 'SetRagVocabulary', planId: ids.plan, ratings: twoRatings } as const;

  test('records the next version of the vocabulary', () => {
    given(plan, drafted, vocabulary)
      .when(set)
      .then(sample('RagVocabularySet', { version: 2, ratings: twoRatings }));
  });

  test('is refused for a plan that was never drafted', () => {
    given(plan).when(set).thenRefused('plan-not-found', 'planId');
  });

  test('records that a rating means something else, or has another colour', () => {
    for (const said of [{ meaning: planText('At risk.') }, { colour: 'orange' }] as const) {
      const changed = ratings.map((rating) => (rating.key === 'amber' ? { ...rating, ...said } : rating));
      given(plan, drafted, vocabulary)
        .when({ ...set, ratings: changed })
        .then(sample('RagVocabularySet', { version: 2, ratings: changed }));
    }
  });

  test('stays quiet when the ratings are those in force', () => {
    given(plan, drafted, vocabulary)
      .when({ ...set, ratings })
      .thenNothing();
  });
});

describe('CorrectEvent', () => {
  test("records the plan's right title", () => {
    const replacement = sample('PlanDrafted', { title: planText('Improvement Plan 2027') });
    given(plan, drafted, vocabulary)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });

  test('records right words and further ratings', () => {
    const purple = {
      key: 'purple',
      label: planText('Purple'),
      order: null,
      meaning: planText('Not due yet.'),
      colour: 'purple',
    } as const;
    const replacement = sample('RagVocabularySet', { ratings: [...ratings, purple] });
    given(plan, drafted, vocabulary)
      .when({ type: 'CorrectEvent', position: 2, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 2, kind: 'wrong' } });
  });

  test('is refused when a rating would be gone, by which actions may have been rated', () => {
    const replacement = sample('RagVocabularySet', { ratings: twoRatings });
    given(plan, drafted, vocabulary)
      .when({ type: 'CorrectEvent', position: 2, replacement }, { reason })
      .thenRefused('event-not-correctable', 'ratings');
  });
});

test('RetractEvent is refused: ratings that were set are set anew', () => {
  given(plan, drafted, vocabulary)
    .when({ type: 'RetractEvent', position: 2 }, { reason })
    .thenRefused('event-not-correctable', 'position');
});

describe('SetPlanRules', () => {
  const set = sample('PlanRulesSet');
  const command = { type: 'SetPlanRules', ...sampleData.PlanRulesSet } as const;

  test('records what the plan demands', () => {
    given(plan, drafted, vocabulary).when(command).then(set);
  });

  test('is refused for a plan that was never drafted', () => {
    given(plan).when(command).thenRefused('plan-not-found', 'planId');
  });

  test('stays quiet when the plan demands that already', () => {
    given(plan, drafted, vocabulary, set).when(command).thenNothing();
    given(plan, drafted, vocabulary)
      .when({ ...command, dueDateChangesNeedApproval: false })
      .thenNothing();
  });

  test('may be retracted, and then the plan demands nothing', () => {
    given(plan, drafted, vocabulary, set)
      .when({ type: 'RetractEvent', position: 3 }, { reason })
      .then({ ...set, corrects: { position: 3, kind: 'retracted' } });
  });
});
