/** Corrections of every kind of record, as a caller sees them: what is right now, and what was known before. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

const COUNCIL = 'northmere';
let api: RunningApi;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, COUNCIL);
});
afterAll(async () => api.stop());

interface Change {
  readonly id: string;
  readonly type: string;
  readonly position: number;
  readonly data: Readonly<Record<string, unknown>>;
}
/** The council's changes of a type, in the order of the log. */
const changesOf = async (type: string): Promise<Change[]> => {
  const { data, text } = await api.ask(
    `{ council(code: "${COUNCIL}") { changes(first: 100) { edges { node { id type position data } } } } }`,
  );
  if (data === null) throw new Error(text);
  const { changes } = data['council'] as { changes: { edges: { node: Change }[] } };
  return changes.edges.map(({ node }) => node).filter((each) => each.type === type);
};
const firstOf = async (type: string): Promise<Change> => {
  const [change] = await changesOf(type);
  if (change === undefined) throw new Error(`There is no ${type}.`);
  return change;
};

const send = async (mutation: 'correctEvent' | 'retractEvent', input: object, token: string) => {
  const type = `${mutation === 'correctEvent' ? 'CorrectEvent' : 'RetractEvent'}Input!`;
  const { data, codes, text } = await api.ask(
    `mutation ($input: ${type}) { ${mutation}(input: $input) {
       event { position } position userErrors { code field message }
       action { reference } plan { title } council { name gssCode } } }`,
    { variables: { input: { reason: 'It was misread.', ...input } }, token },
  );
  if (data === null && codes.length === 0) throw new Error(text);
  const payload = data?.[mutation] as
    { userErrors: { code: string; field: string }[]; position: number } | undefined;
  return { ...payload, codes, text };
};
const correct = async (type: string, input: object, token = api.tokens.planManager) => {
  const { id, position } = await firstOf(type);
  return { before: position, ...(await send('correctEvent', { changeId: id, ...input }, token)) };
};

const FIELDS = `title inForceFrom ragVocabulary { key label }
  workstreams { reference title commitments { reference title } }`;
const planAt = async (point: string): Promise<Record<string, unknown>> => {
  const { data, text } = await api.ask(`{ plan(id: "${records.planId}", ${point}) { ${FIELDS} } }`);
  if (data === null) throw new Error(text);
  return data['plan'] as Record<string, unknown>;
};
/** The plan once a correction is known, and as it was known just before. */
const bothSides = async (position: number | undefined) =>
  Promise.all([
    planAt(`knownAt: ${(position ?? 0) - 1}`),
    planAt(`minPosition: [{ council: "${COUNCIL}", position: ${position ?? 0} }]`),
  ]);

describe('a correction shows what is right from then on, and before it what was known', () => {
  test("of a plan's title and its first day", async () => {
    const { userErrors, position } = await correct('PlanDrafted', { title: 'Plan 2016', inForceFrom: null });
    expect(userErrors).toEqual([]);
    const [before, after] = await bothSides(position);
    expect(before).toMatchObject({ title: 'Improvement plan', inForceFrom: '2015-07-20' });
    expect(after).toMatchObject({ title: 'Plan 2016', inForceFrom: null });
  });

  test('of a vocabulary, which keeps every rating', async () => {
    const ratings = ['red', 'amber', 'green', 'blue'].map((key, index) => ({
      key,
      label: `As ${key} as can be`,
      order: index + 1,
    }));
    const { userErrors, position } = await correct('RagVocabularySet', { ratings });
    expect(userErrors).toEqual([]);
    const [before, after] = await bothSides(position);
    expect(before['ragVocabulary']).toContainEqual({ key: 'red', label: 'Red' });
    expect(after['ragVocabulary']).toContainEqual({ key: 'red', label: 'As red as can be' });
    const fewer = await correct('RagVocabularySet', { ratings: ratings.slice(1) });
    expect(fewer.userErrors).toMatchObject([{ code: 'EVENT_NOT_CORRECTABLE', field: 'ratings' }]);
  });

  test('of a workstream and of a commitment', async () => {
    await correct('WorkstreamAdded', { title: 'Practice', reference: 'P' });
    const { userErrors, position } = await correct('CommitmentAdded', {
      title: 'We listen',
      reference: 'P1',
    });
    expect(userErrors).toEqual([]);
    const [before, after] = await bothSides(position);
    expect(before['workstreams']).toMatchObject([
      { reference: 'P', commitments: [{ reference: 'A1', title: 'Leadership' }] },
    ]);
    expect(after['workstreams']).toMatchObject([
      { title: 'Practice', commitments: [{ reference: 'P1', title: 'We listen' }] },
    ]);
  });

  test("of an action's reference and place", async () => {
    const corrected = await correct('ActionAdded', { reference: 'P1.7', place: 9 });
    expect(corrected).toMatchObject({ userErrors: [], action: { reference: 'P1.7' }, plan: null });
    expect((await changesOf('ActionAdded')).at(-1)?.data).toMatchObject({ place: 9 });
  });

  test("of a person's name, of which the earlier one stays in the history", async () => {
    const { userErrors } = await correct('PersonRegistered', { name: 'Anne Example' });
    expect(userErrors).toEqual([]);
    const names = (await changesOf('PersonRegistered')).map(({ data }) => data['name']);
    expect(names).toEqual(['Ann Example', 'Anne Example']);
  });

  test("of a council's name and code, by an administrator alone", async () => {
    const input = { name: 'Northmere Borough', gssCode: 'E06999990' };
    const forbidden = await correct('CouncilRegistered', input);
    expect(forbidden.codes).toEqual(['FORBIDDEN']);
    expect(forbidden.text).toContain('may not send correctEvent for CouncilRegistered');
    const { userErrors, position } = await correct('CouncilRegistered', input, api.tokens.administrator);
    expect(userErrors).toEqual([]);
    const named = async (point: string) =>
      (await api.ask(`{ council(code: "E06999990", ${point}) { key name gssCode } }`)).data;
    expect(await named(`knownAt: ${(position ?? 0) - 1}`)).toEqual({
      council: { key: COUNCIL, name: 'northmere Council', gssCode: null },
    });
    expect(await named(`knownAt: ${position ?? 0}`)).toEqual({ council: { key: COUNCIL, ...input } });
  });
});

test('a plan\'s first day counts as corrected for a date such as "within 3 weeks"', async () => {
  await correct('PlanDrafted', { inForceFrom: '2015-09-01' });
  const input = {
    actionId: records.actionId,
    due: { asWritten: 'within 3 weeks' },
    reason: 'It began late.',
  };
  const { data } = await api.ask(
    `mutation ($input: ChangeDueDateInput!) { changeDueDate(input: $input) { action { due { lastDay } } } }`,
    { variables: { input } },
  );
  expect(data).toEqual({ changeDueDate: { action: { due: { lastDay: '2015-09-22' } } } });
});

test('a correction sent twice changes nothing the second time', async () => {
  const input = { title: 'Leading well' };
  expect((await correct('WorkstreamAdded', input)).userErrors).toEqual([]);
  expect(await correct('WorkstreamAdded', input)).toMatchObject({ event: null, userErrors: [] });
});

test.each(['CouncilRegistered', 'PersonRegistered', 'PlanDrafted', 'RagVocabularySet', 'CommitmentAdded'])(
  '%s is not retracted, and the refusal says what to do',
  async (type) => {
    const { id } = await firstOf(type);
    const { userErrors } = await send('retractEvent', { changeId: id }, api.tokens.administrator);
    expect(userErrors).toMatchObject([
      { code: 'EVENT_NOT_CORRECTABLE', message: expect.stringContaining('with a correction') as unknown },
    ]);
  },
);
