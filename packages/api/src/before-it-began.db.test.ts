/** What is asked of a time before a plan or an action was there, or still to come: each error says which argument, and what to ask. */
import { ids, sampleData } from '@improvement-ledger/domain/testing';
import { planWith } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { ToldCouncil } from './testing/told-council.js';
import { tellCouncil } from './testing/told-council.js';

let api: RunningApi;
let council: ToldCouncil;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  council = await tellCouncil(api, 'began', [
    ...planWith().slice(0, -1),
    { type: 'ActionAdded', data: sampleData.ActionAdded, told: { effectiveAt: '2026-05-01' } },
  ]);
});
afterAll(async () => api.stop());

const errorsOf = async (root: 'plan' | 'action', point: string) => {
  const id = root === 'plan' ? council.planId : council.actionId(ids.action);
  const { data, errors } = await api.ask(`{ ${root}(id: "${id}", ${point}) { id } }`);
  expect(data).toEqual({ [root]: null });
  return errors.map(({ message, extensions: { code, argument } }) => ({ code, argument, message }));
};
const bad = (argument: string, message: RegExp) => [
  { code: 'BAD_USER_INPUT', argument, message: expect.stringMatching(message) as unknown },
];

test('a plan as of a day before it was drafted', async () => {
  expect(await errorsOf('plan', 'asOf: "2026-03-30"')).toEqual(
    bad('asOf', /^asOf is 2026-03-30, before the plan began, at 2026-03-31T23:00:00.000Z\. Ask of that time/),
  );
});

test('an action as of a day before it was added', async () => {
  expect(await errorsOf('action', 'asOf: "2026-04-15"')).toEqual(
    bad('asOf', /^asOf is 2026-04-15, before the action began, at 2026-04-30T23:00:00.000Z/),
  );
});

test('a plan or an action as known before anybody had recorded it', async () => {
  expect(await errorsOf('plan', 'knownAt: 2')).toEqual(
    bad('knownAt', /^knownAt is 2: nobody had recorded the plan/),
  );
  expect(await errorsOf('action', 'knownAt: 6')).toEqual(
    bad('knownAt', /nobody had recorded the action by then/),
  );
});

test('a point that is still to come, whose answer would not stay the same', async () => {
  expect(await errorsOf('plan', 'asOf: "2999-01-01"')).toEqual(
    bad(
      'asOf',
      /^asOf is 2999-01-01, which is still to come: today is \d{4}-\d\d-\d\d\. Ask of that day or an earlier one/,
    ),
  );
  expect(await errorsOf('action', 'knownAt: "2999-01-01T09:30:00Z"')).toEqual(
    bad('knownAt', /^knownAt is 2999-01-01T09:30:00Z, which is still to come/),
  );
});

test('what was never there is not found', async () => {
  const { codes } = await api.ask(
    `{ plan(id: "${council.actionId(ids.action)}", asOf: "2026-03-01") { id } }`,
  );
  expect(codes).toEqual(['NOT_FOUND']);
});
