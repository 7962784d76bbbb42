/** Which months the history of ratings has, and what "now" is for a council with a demonstration clock. */
import { dueOn, ids, sampleData } from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { planWith, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { ToldCouncil } from '../testing/told-council.js';
import { tellCouncil } from '../testing/told-council.js';

let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
});
afterAll(async () => api.stop());

const heldFrom = (facts: readonly ToldFact[], effectiveAt: string): ToldFact[] =>
  facts.map((fact) => ({ ...fact, told: { effectiveAt } }));
const recordedAt = (facts: readonly ToldFact[], instant: string): ToldFact[] =>
  facts.map((fact) => ({ ...fact, recordedAt: instant }));

const planOf = async ({ planId }: ToldCouncil, fields: string, args = '') => {
  const answer = await api.ask(`query ($id: ID!) { plan(id: $id${args}) { title ${fields} } }`, {
    variables: { id: planId },
  });
  return { ...answer, plan: answer.data?.['plan'] as Record<string, unknown> };
};
const monthsOf = async (council: ToldCouncil, range = '', args = '') => {
  const { plan, errors } = await planOf(council, `ragHistory${range} { month }`, args);
  const months = plan['ragHistory'] as { month: string }[] | null;
  return { months: months?.map(({ month }) => month), errors, plan };
};

describe('the history of ratings of a plan of 2015', () => {
  let council: ToldCouncil;
  beforeAll(async () => {
    council = await tellCouncil(api, 'of-2015', [
      ...heldFrom(planWith(), '2015-07-20'),
      ...heldFrom(ratings(['red']), '2015-08-10'),
      ...heldFrom(ratings(['amber']), '2015-10-05'),
    ]);
  });

  test('goes from its first action to the month of the last change, not on to today', async () => {
    expect((await monthsOf(council)).months).toEqual(['2015-07', '2015-08', '2015-09', '2015-10']);
  });

  test('ends with what was known and true at the point asked about', async () => {
    expect((await monthsOf(council, '', ', asOf: "2015-09-15"')).months).toEqual(['2015-07', '2015-08']);
    const { head } = council.log;
    expect((await monthsOf(council, '', `, knownAt: ${head - 1}`)).months).toEqual(['2015-07', '2015-08']);
  });

  test('goes on past the last change where it is asked to', async () => {
    expect((await monthsOf(council, '(from: "2015-10", to: "2015-12")')).months).toEqual([
      '2015-10',
      '2015-11',
      '2015-12',
    ]);
    expect((await monthsOf(council, '(from: "2015-12")')).months).toEqual(['2015-12']);
  });

  test('lists no month that has not begun', async () => {
    const asked = '(from: "2026-03", to: "2026-12")';
    expect((await monthsOf(council, asked)).months).toEqual(['2026-03', '2026-04']);
    expect((await monthsOf(council, asked, ', asOf: "2026-03-15"')).months).toEqual(['2026-03']);
    expect((await monthsOf(council, '(from: "2026-05")')).months).toEqual([]);
  });

  test.each([
    [
      '(from: "2015-07", to: "2025-07")',
      'from',
      'From 2015-07 to 2025-07 is more than 120 months. Ask in parts: from 2015-07 to 2025-06 first.',
    ],
    [
      '(from: "2000-01")',
      'from',
      'From 2000-01 to 2015-10 is more than 120 months. Ask in parts: from 2000-01 to 2009-12 first.',
    ],
    [
      '(from: "2015-09", to: "2015-08")',
      'from',
      'from (2015-09) is after to (2015-08). Give the earlier month as from.',
    ],
    ['(to: "2015-06")', 'to', "to (2015-06) is before the plan's first action (2015-07)."],
    ['(from: "2015")', 'from', 'from is "2015"; it must be a month such as "2015-07".'],
  ])('is refused for %s, and the plan is answered all the same', async (range, argument, message) => {
    const { plan, errors } = await monthsOf(council, range);
    expect(plan).toEqual({ title: 'Improvement Plan 2026', ragHistory: null });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });
});

describe('the history of ratings over more than 120 months', () => {
  test('has the last 120, unless from is given', async () => {
    const council = await tellCouncil(api, 'long', [
      ...heldFrom(planWith(), '2010-01-10'),
      ...heldFrom(ratings(['red', 'green']), '2024-01-15'),
    ]);
    const { months = [] } = await monthsOf(council);
    expect([months.length, months[0], months.at(-1)]).toEqual([120, '2014-02', '2024-01']);
    const { months: before = [] } = await monthsOf(council, '(to: "2014-01")');
    expect([before.length, before[0], before.at(-1)]).toEqual([49, '2010-01', '2014-01']);
  });

  test('is empty for a plan without actions', async () => {
    const council = await tellCouncil(api, 'empty', planWith([]));
    expect((await monthsOf(council)).months).toEqual([]);
  });
});

describe('a demonstration clock', () => {
  const overdue = 'overdueActions(first: 1) { edges { node { daysOverdue } } }';
  let council: ToldCouncil;
  beforeAll(async () => {
    const due = { planId: ids.plan, actionId: ids.action, due: dueOn('2026-05-01') };
    council = await tellCouncil(api, 'shown', [
      ...planWith(),
      { type: 'ActionDueDateChanged', data: due },
      ...recordedAt(
        [{ type: 'PersonRegistered', data: { ...sampleData.PersonRegistered, personId: ids.ben } }],
        '2026-05-11T12:00:00.000Z',
      ),
    ]);
  });

  test('stands at the last change: overdue actions are counted up to its day', async () => {
    expect((await planOf(council, overdue)).plan['overdueActions']).toEqual({
      edges: [{ node: { daysOverdue: 10 } }],
    });
  });

  test('gives way to an earlier asOf, and to on', async () => {
    expect((await planOf(council, overdue, ', asOf: "2026-05-04"')).plan['overdueActions']).toEqual({
      edges: [{ node: { daysOverdue: 3 } }],
    });
    const on = overdue.replace('first', 'on: "2026-05-02", first');
    expect((await planOf(council, on)).plan['overdueActions']).toEqual({
      edges: [{ node: { daysOverdue: 1 } }],
    });
  });

  test('has no month after that of the last change', async () => {
    expect((await monthsOf(council, '(from: "2026-04", to: "2026-12")')).months).toEqual([
      '2026-04',
      '2026-05',
    ]);
  });
});
