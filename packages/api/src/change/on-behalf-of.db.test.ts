/** For whom a change was made, beside who made it. */
import { actorOf, ids, personName, sampleData } from '@improvement-ledger/domain/testing';
import { planWith, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { ToldCouncil } from '../testing/told-council.js';
import { tellCouncil } from '../testing/told-council.js';

let api: RunningApi;
let council: ToldCouncil;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  const [rating] = ratings(['red']);
  if (rating === undefined) throw new Error('There is no rating.');
  const name = personName('Ben Example', ids.ben);
  council = await tellCouncil(api, 'behalf', [
    ...planWith(),
    { type: 'PersonRegistered', data: { ...sampleData.PersonRegistered, personId: ids.ben, name } },
    rating,
    { ...rating, told: { actor: actorOf(ids.ben), onBehalfOf: ids.ann } },
    { ...rating, told: { onBehalfOf: ids.cas } },
  ]);
});
afterAll(async () => api.stop());

const node = 'edges { node { actor { name } onBehalfOf { id name } } }';
const expected = [
  { actor: { name: 'Ann Example' }, onBehalfOf: null },
  { actor: { name: 'Ben Example' }, onBehalfOf: { id: ids.ann, name: 'Ann Example' } },
  // Somebody whom the ledger knows by the id alone.
  { actor: { name: 'Ann Example' }, onBehalfOf: { id: ids.cas, name: null } },
].map((change) => ({ node: change }));

test('stands in the feed', async () => {
  const { head } = council.log;
  const { data } = await api.ask(
    `{ council(code: "behalf") { changes(first: 9, after: ${head - 3}) { ${node} } } }`,
  );
  expect(data).toEqual({ council: { changes: { edges: expected } } });
});

test('stands in the history of an action', async () => {
  const { data } = await api.ask(
    `query ($id: ID!) { action(id: $id) { history(first: 9, after: 8) { ${node} } } }`,
    {
      variables: { id: council.actionId(ids.action) },
    },
  );
  expect(data).toEqual({ action: { history: { edges: expected } } });
});
