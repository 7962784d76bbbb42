/** Ratings in the words of their time: a plan changes its vocabulary, and nothing that was said is said otherwise. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let change: ReturnType<typeof changeOf>;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  change = changeOf(api);
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const threePhrases = [
  { key: 'not-yet', label: 'Not yet begun in practice', order: 1 },
  { key: 'on-the-way', label: 'On the way', order: 2 },
  { key: 'green', label: 'In place and seen to work', order: 3 },
];
const RAG = 'action { rag { key label vocabularyVersion } }';
const rate = async (rag: string, actionId = records.actionId) =>
  change('recordStatus', { actionId, rag }, { fields: RAG });

describe('a plan that changes its vocabulary', () => {
  test('shows each rating in the words in which it was given, and maps nothing', async () => {
    const { planId, otherActionId } = records;
    expect((await rate('amber'))['action']).toEqual({
      rag: { key: 'amber', label: 'Amber', vocabularyVersion: 1 },
    });
    await rate('green', otherActionId);
    const set = await change('setRagVocabulary', { planId, ratings: threePhrases });
    expect(set.userErrors).toEqual([]);

    const { data } =
      await api.ask(`{ plan(id: "${planId}", minPosition: [{ council: "northmere", position: ${set.position} }]) {
      ragVocabularies { version ratings { key vocabularyVersion } }
      actions(first: 9) { edges { node { rag { key label order vocabularyVersion } } } } } }`);
    expect(data).toEqual({
      plan: {
        ragVocabularies: [
          {
            version: 1,
            ratings: ['red', 'amber', 'green', 'blue'].map((key) => ({ key, vocabularyVersion: 1 })),
          },
          { version: 2, ratings: threePhrases.map(({ key }) => ({ key, vocabularyVersion: 2 })) },
        ],
        actions: {
          edges: [
            { node: { rag: { key: 'amber', label: 'Amber', order: 2, vocabularyVersion: 1 } } },
            { node: { rag: { key: 'green', label: 'Green', order: 3, vocabularyVersion: 1 } } },
          ],
        },
      },
    });

    await rate('green', otherActionId);
    const { data: history } = await api.ask(`{ action(id: "${otherActionId}") { history(first: 9, after: 7) {
      edges { node { changes { before after ratingBefore { label vocabularyVersion } ratingAfter { label vocabularyVersion } } } } } } }`);
    const { edges } = (history!['action'] as { history: { edges: { node: { changes: object[] } }[] } })
      .history;
    const inWordsOf = [
      { label: 'Green', vocabularyVersion: 1 },
      { label: 'In place and seen to work', vocabularyVersion: 2 },
    ];
    expect(edges.slice(-2).map(({ node }) => node.changes)).toEqual([
      [{ before: null, after: 'green', ratingBefore: null, ratingAfter: inWordsOf[0] }],
      [{ before: 'green', after: 'green', ratingBefore: inWordsOf[0], ratingAfter: inWordsOf[1] }],
    ]);
  });

  test('refuses a rating of another vocabulary, and records nothing', async () => {
    const heads = await api.heads();
    const { userErrors } = await rate('amber');
    expect(userErrors).toEqual([
      {
        code: 'RAG_UNKNOWN',
        field: 'rag',
        message: `The rating is not in the plan's vocabulary. "amber" is not one of not-yet, on-the-way, green.`,
      },
    ]);
    expect(await api.heads()).toEqual(heads);
  });

  test.each([
    ['BRAG', ['blue', 'red', 'amber', 'green']],
    ['four words', ['inadequate', 'requires-improvement', 'good', 'outstanding']],
  ])('takes %s', async (_, keys) => {
    const ratings = keys.map((key, index) => ({ key, label: key.replaceAll('-', ' '), order: index + 1 }));
    const { planId } = records;
    expect((await change('setRagVocabulary', { planId, ratings })).userErrors).toEqual([]);
    for (const key of keys) expect((await rate(key)).userErrors).toEqual([]);
  });
});
