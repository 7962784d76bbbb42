import { describe, test } from 'vitest';
import { given, ids, planText, ratings, sample, sampleData } from '../testing/index.js';
import { plan } from './plan.js';

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

  test('stays quiet when the ratings are those in force', () => {
    given(plan, drafted, vocabulary)
      .when({ ...set, ratings })
      .thenNothing();
  });
});
