/** The printed order: what is added without a place comes last, and what shares a place stays together. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const change = async (mutation: string, input: object): Promise<string> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const added = /Workstream|Commitment/.test(mutation) ? 'added' : '';
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${added} event { id } userErrors { code } } }`,
    { variables: { input } },
  );
  const payload = data?.[mutation] as
    { added?: string; event: { id: string }; userErrors: unknown[] } | undefined;
  if (payload === undefined || payload.userErrors.length > 0) throw new Error(text);
  return payload.added ?? payload.event.id;
};
const addAction = async (commitmentId: string, reference: string, place?: number): Promise<string> =>
  change('addAction', { commitmentId, reference, title: 'Ask.', due: { undated: 'ONGOING' }, place });

interface Parts {
  readonly workstreams: readonly {
    readonly reference: string;
    readonly commitments: readonly { readonly reference: string }[];
  }[];
  readonly actions: { readonly edges: readonly { readonly node: { readonly reference: string } }[] };
}
const plan = async (): Promise<Parts> => {
  const seen = (await api.heads())['northmere'] ?? 0;
  const { data, text } = await api.ask(`{
    plan(id: "${records.planId}", minPosition: [{ council: "northmere", position: ${seen} }]) {
      workstreams { reference commitments { reference } } actions(first: 100) { edges { node { reference } } } } }`);
  if (data === null) throw new Error(text);
  return data['plan'] as Parts;
};

describe('without a place', () => {
  test('a workstream comes after one that was given a later place', async () => {
    await change('addWorkstream', { planId: records.planId, reference: 'B', title: 'Practice', place: 9 });
    await change('addWorkstream', { planId: records.planId, reference: 'C', title: 'People' });
    const { workstreams } = await plan();
    expect(workstreams.map(({ reference }) => reference)).toEqual(['A', 'B', 'C']);
  });

  test('a commitment comes after those of a document, whose places run through the whole plan', async () => {
    const { workstreamId } = records;
    await change('addCommitment', { workstreamId, reference: 'A2', title: 'Partners', place: 26 });
    await change('addCommitment', { workstreamId, reference: 'A3', title: 'Families' });
    const [first] = (await plan()).workstreams;
    expect(first?.commitments.map(({ reference }) => reference)).toEqual(['A1', 'A2', 'A3']);
  });

  test('an action comes after one whose place was corrected to a later one', async () => {
    const { commitmentId } = records;
    const changeId = await addAction(commitmentId, 'A1.3');
    await change('correctEvent', { changeId, place: 94, reason: 'It is the last.' });
    await addAction(commitmentId, 'A1.4');
    const { actions } = await plan();
    expect(actions.edges.map(({ node }) => node.reference)).toEqual(['A1.1', 'A1.2', 'A1.3', 'A1.4']);
  });
});

test('of workstreams that were given the same place each keeps its actions together', async () => {
  const { planId } = records;
  const references: string[] = [];
  for (const letter of ['X', 'Y']) {
    const workstreamId = await change('addWorkstream', {
      planId,
      reference: letter,
      title: letter,
      place: 50,
    });
    const commitmentId = await change('addCommitment', {
      workstreamId,
      reference: `${letter}1`,
      title: letter,
    });
    for (const number of [1, 2]) {
      await addAction(commitmentId, `${letter}1.${number}`);
      references.push(`${letter}1.${number}`);
    }
  }
  const { actions } = await plan();
  expect(actions.edges.map(({ node }) => node.reference).slice(-4)).toEqual(references);
});
