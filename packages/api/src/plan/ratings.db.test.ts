/** What a plan says of its ratings, over HTTP. */
import { recordFirstShapes } from '@improvement-ledger/event-store/testing';
import { ids } from '@improvement-ledger/domain/testing';
import { catchUp, projections } from '@improvement-ledger/projections';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { v7 } from 'uuid';
import { globalId } from '../ids.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const RATING = 'key label order meaning colour';
const vocabularyOf = async (planId: string) => {
  const { data, text } = await api.ask(`{ plan(id: "${planId}") { ragVocabulary { ${RATING} } } }`);
  if (data === null) throw new Error(text);
  return (data['plan'] as { ragVocabulary: unknown }).ragVocabulary;
};
const setRatings = async (ratings: readonly object[]) => {
  const { data, text } = await api.ask(
    `mutation ($input: SetRagVocabularyInput!) { setRagVocabulary(input: $input) {
       plan { ragVocabulary { ${RATING} } } userErrors { code field message } } }`,
    { variables: { input: { planId: records.planId, ratings, idempotencyKey: v7() } } },
  );
  if (data === null) throw new Error(text);
  return data['setRagVocabulary'] as {
    plan: { ragVocabulary: unknown } | null;
    userErrors: readonly { code: string; field: string; message: string }[];
  };
};

const red = { key: 'red', label: 'Off track', order: 1, meaning: 'It will be late.', colour: 'RED' };
const later = { key: 'later', label: 'Not due', order: null, meaning: null, colour: null };

describe('a plan drafted without ratings of its own', () => {
  test('has the usual four in their colours, and says nothing of what they mean', async () => {
    expect(await vocabularyOf(records.planId)).toMatchObject(
      ['RED', 'AMBER', 'GREEN', 'BLUE'].map((colour) => ({ colour, meaning: null })),
    );
  });
});

describe('ratings that are set', () => {
  test('have the meaning and the colour that were given, or neither', async () => {
    const { key, label } = later;
    const { plan, userErrors } = await setRatings([red, { key, label }]);
    expect(userErrors).toEqual([]);
    expect(plan?.ragVocabulary).toEqual([red, later]);
  });

  test('are shown with both on an action that is rated so', async () => {
    const { data, text } = await api.ask(
      `mutation ($input: RecordStatusInput!) { recordStatus(input: $input) {
         action { rag { ${RATING} } } userErrors { code } } }`,
      { variables: { input: { actionId: records.actionId, rag: 'red', idempotencyKey: v7() } } },
    );
    expect(data, text).toEqual({ recordStatus: { action: { rag: red }, userErrors: [] } });
  });

  test('are refused when a meaning is longer than 1,000 characters', async () => {
    const { userErrors } = await setRatings([later, { ...red, meaning: 'x'.repeat(1_001) }]);
    expect(userErrors).toEqual([
      {
        code: 'INVALID_INPUT',
        field: 'ratings.1.meaning',
        message: expect.stringMatching(/ratings\.1\.meaning: is longer than 1000 characters\./) as unknown,
      },
    ]);
  });
});

test('a vocabulary recorded before ratings had either is answered with null for both', async () => {
  const tenant = await recordFirstShapes(api.database.app);
  await Promise.all(projections.map(async (each) => catchUp(api.database.projector, each, tenant)));
  expect(await vocabularyOf(globalId('Plan', tenant, ids.plan))).toEqual([
    { key: 'off-track', label: 'Off track', order: 1, meaning: null, colour: null },
    { key: 'not-due', label: 'Not due yet', order: null, meaning: null, colour: null },
    { key: 'done', label: 'Done', order: 2, meaning: null, colour: null },
  ]);
});
