/** Reported figures, checks and inductions through the API. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { carriedOut, makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
const council = 'ashvale';
type Node = Readonly<Record<string, unknown>>;

const make = async (mutation: string, input: object, type?: string): Promise<string> =>
  (await carriedOut(api, mutation, { council, reason: 'As it was.', ...input }, 'id', type))['id'] as string;
const ask = async (fields: string, token = api.tokens.workforceLead, point = ''): Promise<Node> => {
  const position = (await api.heads())[council] ?? 0;
  const seen = `minPosition: [{ council: "${council}", position: ${position} }]`;
  const { data, text } = await api.ask(`{ council(code: "${council}", ${seen}${point}) { ${fields} } }`, {
    token,
  });
  if (data?.['council'] === null || data?.['council'] === undefined) throw new Error(text);
  return data['council'] as Node;
};
const nodesIn = (found: Node, list: string): Node[] =>
  (found[list] as { edges: { node: Node }[] }).edges.map(({ node }) => node);
const figures = async (fields: string, of = '', point = ''): Promise<Node[]> =>
  nodesIn(
    await ask(`reportedFigures(first: 50${of}) { edges { node { ${fields} } } }`, undefined, point),
    'reportedFigures',
  );
const refusal = async (mutation: string, input: object): Promise<unknown> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field message } } }`,
    { variables: { input: { council, ...input } }, token: api.tokens.workforceLead },
  );
  const payload = data?.[mutation] as
    { userErrors: { code: string; field: string; message: string }[] } | undefined;
  const [error] = payload?.userErrors ?? [];
  if (error === undefined) throw new Error(text);
  expect(error.message).toMatch(/\.$/);
  return [error.code, error.field];
};

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  await carriedOut(api, 'registerCouncil', { key: council, name: 'Ashvale Council' }, 'council { id }');
});
afterAll(async () => api.stop());

describe('the posts table of July 2015', () => {
  const on = { effectiveAt: '2015-07-13' };
  const day = { periodKind: 'SNAPSHOT', period: '2015-07-12', ...on };
  const table = [
    ['Team Manager', '6', '0', '0', '0'],
    ['Assistant Team Manager', '9', '1', '11', '11%'],
    ['Senior Social Worker', '9', '7', '77', '77%'],
    ['Social Worker', '24.54', '10.54', '42', '42%'],
    ['Family Intervention Worker', '7', '0', '0', '0'],
    [null, '55.54', '18.54', '33', '33%'],
  ] as const;

  beforeAll(async () => {
    const source = 'Report of July 2015, table';
    for (const [of, posts, agency, value, printed] of table) {
      const share = await make('defineFigure', {
        measure: 'AGENCY_SHARE_OF_ESTABLISHMENT',
        of,
        source,
        ...on,
      });
      await make('reportFigure', {
        figureId: share,
        ...day,
        value,
        printed,
        numerator: agency,
        denominator: posts,
      });
      for (const [measure, amount] of [
        ['ESTABLISHMENT', posts],
        ['AGENCY_COVER', agency],
      ]) {
        const figureId = await make('defineFigure', { measure, of, source, ...on });
        await make('reportFigure', { figureId, ...day, value: amount });
      }
    }
    const paragraph = { measure: 'ESTABLISHMENT', source: 'Report of July 2015, paragraph 7.6', ...on };
    const figureId = await make('defineFigure', paragraph);
    await make('reportFigure', { figureId, ...day, period: '2015-07', value: '53.54' });
  });

  test('shows the printed percentages beside those that they come to, cut off where they are', async () => {
    const rows = await figures(
      'of readings { printed value numerator denominator computedPercent agreement }',
      ', measures: [AGENCY_SHARE_OF_ESTABLISHMENT]',
    );
    const shown = rows.map(({ of, readings }) => {
      const [{ printed, computedPercent, agreement } = {}] = readings as Node[];
      return [of, printed, computedPercent, agreement];
    });
    expect(shown).toEqual([
      ['Team Manager', '0', '0', 'AGREES'],
      ['Assistant Team Manager', '11%', '11.11', 'AGREES'],
      ['Senior Social Worker', '77%', '77.78', 'TRUNCATED'],
      ['Social Worker', '42%', '42.95', 'TRUNCATED'],
      ['Family Intervention Worker', '0', '0', 'AGREES'],
      [null, '33%', '33.38', 'AGREES'],
    ]);
  });

  test('holds the 53.54 of the paragraph as a figure that disagrees', async () => {
    const disagreeing = (
      await figures('of source disagreements { period value with source difference }')
    ).filter(({ disagreements }) => (disagreements as Node[]).length > 0);
    expect(disagreeing).toEqual([
      {
        of: null,
        source: 'Report of July 2015, table',
        disagreements: [
          {
            period: '2015-07-12',
            value: '55.54',
            with: '53.54',
            source: 'Report of July 2015, paragraph 7.6',
            difference: '2',
          },
        ],
      },
      {
        of: null,
        source: 'Report of July 2015, paragraph 7.6',
        disagreements: [
          {
            period: '2015-07',
            value: '53.54',
            with: '55.54',
            source: 'Report of July 2015, table',
            difference: '-2',
          },
        ],
      },
    ]);
  });
});

describe('a monthly scorecard', () => {
  const months = ['04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2016-${month}`);
  const on = { effectiveAt: '2017-01-20' };
  const define = async (measure: string): Promise<string> =>
    make('defineFigure', { measure, source: 'Scorecard 2016-17', ...on });
  const reportEach = async (figureId: string, periodKind: string, values: readonly (number | null)[]) => {
    for (const [index, value] of values.entries()) {
      const said = value === null ? null : String(value);
      await make('reportFigure', { figureId, periodKind, period: months[index], value: said, ...on });
    }
  };
  let rate: string;
  let starters: string;

  beforeAll(async () => {
    rate = await define('AGENCY_RATE');
    await reportEach(rate, 'SNAPSHOT', [29, 26, 26, 21, 17, 19, 17, 15, 12]);
    starters = await define('STARTERS');
    await reportEach(starters, 'MONTH', [0, 2, 3, 5, 1, 1, 2, 1, 0]);
    await reportEach(starters, 'YEAR_TO_DATE', [0, 2, 5, 10, 11, 12, 14, 15, 15]);
  });

  test('says when the agency rate fell below 20 per cent, and how long it has stayed there', async () => {
    const [found] = await figures(
      'below(threshold: "20") { first { period value } since { period } periods last { period value } }',
      ', measures: [AGENCY_RATE]',
    );
    expect(found?.['below']).toEqual({
      first: { period: '2016-08', value: '17' },
      since: { period: '2016-08' },
      periods: 5,
      last: { period: '2016-12', value: '12' },
    });
  });

  test('lays the year to date beside the sum of the months, with a flag once they differ', async () => {
    const fields = 'yearsToDate { period value sum parts difference differs }';
    const before = (await figures(fields, ', measures: [STARTERS]'))[0]?.['yearsToDate'] as Node[];
    expect(before).toHaveLength(9);
    expect(before.filter(({ differs }) => differs)).toEqual([]);
    const restated = {
      figureId: starters,
      periodKind: 'MONTH',
      period: '2016-11',
      value: '2',
      effectiveAt: '2017-02-01',
    };
    await make('restateFigure', restated);
    const after = (await figures(fields, ', measures: [STARTERS]'))[0]?.['yearsToDate'] as Node[];
    expect(after.filter(({ differs }) => differs)).toEqual([
      { period: '2016-11', value: '15', sum: '16', parts: 8, difference: '-1', differs: true },
      { period: '2016-12', value: '15', sum: '16', parts: 9, difference: '-1', differs: true },
    ]);
  });

  test('has the value as published then and as known now', async () => {
    const fields =
      'readings(from: "2016-11", to: "2016-11", kind: MONTH) { value firstValue statements { value since } }';
    const at = async (point: string) =>
      (await figures(fields, ', measures: [STARTERS]', point))[0]?.['readings'];
    expect(await at(', asOf: "2017-01-31"')).toMatchObject([{ value: '1', firstValue: '1' }]);
    expect(await at('')).toMatchObject([
      {
        value: '2',
        firstValue: '1',
        statements: [
          { value: '1', since: '2017-01-20T00:00:00.000Z' },
          { value: '2', since: '2017-02-01T00:00:00.000Z' },
        ],
      },
    ]);
  });

  test.each([
    ['a month 13', { period: '2016-13', value: '1' }, ['PERIOD_UNKNOWN', 'period']],
    ['a negative count', { period: '2017-01', value: '-1' }, ['VALUE_NOT_OF_UNIT', 'value']],
    ['half a starter', { period: '2017-01', value: '1.5' }, ['VALUE_NOT_OF_UNIT', 'value']],
    ['what is no number', { period: '2017-01', value: 'many' }, ['VALUE_NOT_OF_UNIT', 'value']],
    ['another value of a period', { period: '2016-04', value: '7' }, ['FIGURE_REPORTED', 'period']],
  ])('refuses %s', async (_, said, expected) => {
    expect(await refusal('reportFigure', { figureId: starters, periodKind: 'MONTH', ...said })).toEqual(
      expected,
    );
  });

  test('refuses a percentage of 140', async () => {
    const said = { figureId: rate, periodKind: 'SNAPSHOT', period: '2017-01', value: '140' };
    expect(await refusal('reportFigure', said)).toEqual(['VALUE_NOT_OF_UNIT', 'value']);
  });

  test('is read by the adviser, without what movements come to', async () => {
    const found = await ask('reportedFigures(first: 1) { edges { node { measure } } }', api.tokens.adviser);
    expect(nodesIn(found, 'reportedFigures')).toHaveLength(1);
    const asked = `{ council(code: "${council}") { reportedFigures(first: 1) { edges { node { comparisons { computed } } } } } }`;
    const { text } = await api.ask(asked, { token: api.tokens.adviser });
    expect(text).toContain('FORBIDDEN');
  });
});

describe('what movements come to', () => {
  let engagement: Node;
  let approvedBy: string;
  let person: string;

  beforeAll(async () => {
    const since = { effectiveAt: '2026-01-01' };
    const named = async (mutation: string, name: string) =>
      make(mutation, { name, ...since }, 'DefineOfficeInput');
    const [teamId, roleId] = [await named('defineTeam', 'Duty'), await named('defineRole', 'Social Worker')];
    const postId = await make('openPost', { teamId, roleId, kind: 'ESTABLISHED', fte: 100, ...since });
    person = await make('registerPerson', { name: 'Ann Example' });
    approvedBy = await make('registerPerson', { name: 'Ben Example' });
    const start = { personId: person, postId, employment: 'AGENCY', fte: 100, effectiveAt: '2026-02-02' };
    engagement = { personId: person, engagementId: await make('startWorker', start) };
    const figureId = await make('defineFigure', {
      measure: 'ESTABLISHMENT',
      teamId,
      of: 'Duty',
      source: 'Posts',
      ...since,
    });
    const march = { periodKind: 'SNAPSHOT', period: '2026-03-15', effectiveAt: '2026-04-01' };
    await make('reportFigure', { figureId, ...march, value: '1.5' });
    await make('reportFigure', { figureId, ...march, period: '2026-02', value: '1' });
  });

  test('stands beside what is reported, with a flag where both exist and differ', async () => {
    const rows = await figures(
      'of comparisons { period reported computed difference differs incomplete }',
      ', measures: [ESTABLISHMENT]',
    );
    expect(rows.find(({ of }) => of === 'Duty')?.['comparisons']).toEqual([
      { period: '2026-02', reported: '1', computed: '1', difference: '0', differs: false, incomplete: null },
      {
        period: '2026-03-15',
        reported: '1.5',
        computed: '1',
        difference: '0.5',
        differs: true,
        incomplete: null,
      },
    ]);
    const old = rows.find(({ of }) => of === 'Team Manager')?.['comparisons'] as Node[];
    expect(old).toMatchObject([{ computed: null, differs: false }]);
  });

  const steps = async (of = '') =>
    nodesIn(
      await ask(
        `joiningSteps(first: 20${of}) { edges { node { kind status due done approvedBy { name } discrepancy } } }`,
      ),
      'joiningSteps',
    );

  test('checks and inductions are missing, done or late by what is due since the start', async () => {
    expect((await steps(', statuses: [MISSING]')).map(({ kind, due }) => [kind, due])).toEqual([
      ['FIRST_DAY', '2026-02-02'],
      ['INTERVIEW', '2026-02-02'],
      ['REFERENCES', '2026-02-02'],
      ['FIRST_WEEK', '2026-02-09'],
      ['FIRST_MONTH', '2026-03-02'],
    ]);
    await make('recordInterview', { ...engagement, interview: 'TELEPHONE', effectiveAt: '2026-01-20' });
    await make('approveReferences', { ...engagement, approvedBy, effectiveAt: '2026-01-28' });
    await make('completeInduction', { ...engagement, milestone: 'FIRST_DAY', effectiveAt: '2026-02-02' });
    await make('completeInduction', { ...engagement, milestone: 'FIRST_WEEK', effectiveAt: '2026-02-12' });
    const told = (await steps()).map(({ kind, status, approvedBy: by }) => [
      kind,
      status,
      (by as Node | null)?.['name'],
    ]);
    expect(told).toEqual([
      ['FIRST_DAY', 'DONE', undefined],
      // By telephone is not face to face.
      ['INTERVIEW', 'MISSING', undefined],
      ['REFERENCES', 'DONE', 'Ben Example'],
      ['FIRST_WEEK', 'LATE', undefined],
      ['FIRST_MONTH', 'MISSING', undefined],
    ]);
    const counts = (await ask('joiningCounts { kind done late missing due }'))['joiningCounts'];
    expect(counts).toContainEqual({ kind: 'FIRST_WEEK', done: 0, late: 1, missing: 0, due: 0 });
  });

  test('references of whoever has gone are due at the end, and a discrepancy is to be reported', async () => {
    await make('endAssignment', { ...engagement, endedBy: 'AGENCY', effectiveAt: '2026-05-05' });
    expect((await steps(', kinds: [EXIT_REFERENCE]')).map(({ status, due }) => [status, due])).toEqual([
      ['MISSING', '2026-05-05'],
    ]);
    await make('reviewExitReference', {
      ...engagement,
      discrepancy: 'Other dates.',
      effectiveAt: '2026-05-05',
    });
    expect(await steps(', kinds: [EXIT_REFERENCE, DISCREPANCY_REPORT]')).toMatchObject([
      { kind: 'DISCREPANCY_REPORT', status: 'MISSING' },
      { kind: 'EXIT_REFERENCE', status: 'DONE', discrepancy: 'Other dates.' },
    ]);
    await make('reportDiscrepancy', { ...engagement, reportedTo: 'AGENCY', effectiveAt: '2026-05-07' });
    expect(await steps(', kinds: [DISCREPANCY_REPORT]')).toMatchObject([
      { status: 'LATE', done: '2026-05-07' },
    ]);
  });

  test('page by page they are the whole list', async () => {
    const list = async (first: number, after: string | null) => {
      const found = await ask(
        `joiningSteps(first: ${first}${after === null ? '' : `, after: "${after}"`}) { totalCount pageInfo { endCursor } edges { node { kind } } }`,
      );
      return {
        kinds: nodesIn(found, 'joiningSteps').map(({ kind }) => kind),
        page: found['joiningSteps'] as Node,
      };
    };
    const whole = await list(50, null);
    const one = await list(4, null);
    const other = await list(50, (one.page['pageInfo'] as { endCursor: string }).endCursor);
    expect([...one.kinds, ...other.kinds]).toEqual(whole.kinds);
    expect(whole.page['totalCount']).toBe(whole.kinds.length);
  });

  test('one’s own references are for somebody else to approve', async () => {
    expect(await refusal('approveReferences', { ...engagement, approvedBy: person })).toEqual([
      'OWN_REFERENCES',
      'approvedBy',
    ]);
  });
});

describe('owners who have left', () => {
  const SEEN =
    'action { reference ownerships { owners { name } since until } covers { by { name } } } owner { name } left others';
  let planId: string;
  let actionIds: string[];
  let before: number;
  const departed = async (point = ''): Promise<Node[]> => {
    const position = (await api.heads())['birch'] ?? 0;
    const seen = `minPosition: [{ council: "birch", position: ${position} }]`;
    const { data, text } = await api.ask(
      `{ plan(id: "${planId}", ${seen}${point}) { departedOwners(first: 10) { edges { node { ${SEEN} } } } } }`,
    );
    if (data?.['plan'] === null || data?.['plan'] === undefined) throw new Error(text);
    return nodesIn(data['plan'] as Node, 'departedOwners');
  };
  const send = async (mutation: string, input: object, fields = 'position'): Promise<Node> =>
    carriedOut(api, mutation, { reason: 'As it was.', ...input }, fields);

  beforeAll(async () => {
    const records = await makeRecords(api, 'birch');
    ({ planId } = records);
    actionIds = [records.actionId, records.otherActionId];
    const { data } = await api.ask(`{ action(id: "${records.actionId}") { owners { personId } } }`);
    const owned = data?.['action'] as { owners: { personId: string }[] } | undefined;
    const personId = owned?.owners[0]?.personId ?? '';
    const of = { council: 'birch' };
    const since = { ...of, effectiveAt: '2026-01-01' };
    const id = async (mutation: string, input: object, type?: string) =>
      (await carriedOut(api, mutation, { reason: 'As it was.', ...input }, 'id', type))['id'] as string;
    const teamId = await id('defineTeam', { ...since, name: 'Duty' }, 'DefineOfficeInput');
    const roleId = await id('defineRole', { ...since, name: 'Head' }, 'DefineOfficeInput');
    const postId = await id('openPost', { ...since, teamId, roleId, kind: 'ESTABLISHED', fte: 100 });
    const start = { ...since, personId, postId, employment: 'PERMANENT', fte: 100 };
    const engagementId = await id('startWorker', start);
    before = (await api.heads())['birch'] ?? 0;
    await id('recordLeaving', { ...of, personId, engagementId, effectiveAt: '2026-03-02' });
  });

  test('are named with their actions from the day on which they were gone', async () => {
    expect(
      (await departed()).map(({ action, owner, left, others }) => [
        (action as Node)['reference'],
        owner,
        left,
        others,
      ]),
    ).toEqual([
      ['A1.1', { name: 'Ann Example' }, '2026-03-02', 0],
      ['A1.2', { name: 'Ann Example' }, '2026-03-02', 0],
    ]);
    expect(await departed(`, knownAt: ${before}`)).toEqual([]);
  });

  test('are named with who stands in, and no more once the action is another’s', async () => {
    const [actionId, otherId] = actionIds;
    const covers = { kind: 'PERSON', name: 'Ann Example' };
    await send('beginCover', {
      actionId,
      covers,
      by: { kind: 'PERSON', name: 'Ben Example' },
      from: '2026-03-02',
    });
    await send('reassignOwner', { actionId: otherId, owners: [{ kind: 'PERSON', name: 'Cas Example' }] });
    const [one, ...more] = await departed();
    expect(more).toEqual([]);
    expect(one?.['action']).toMatchObject({ reference: 'A1.1', covers: [{ by: { name: 'Ben Example' } }] });
    const { data } = await api.ask(
      `{ action(id: "${otherId ?? ''}") { ownerships { owners { name } until } } }`,
    );
    const action = data?.['action'] as Node | undefined;
    expect(action?.['ownerships']).toMatchObject([
      { owners: [{ name: 'Ann Example' }] },
      { owners: [{ name: 'Cas Example' }], until: null },
    ]);
  });

  test('are not for the adviser', async () => {
    const asked = `{ plan(id: "${planId}") { departedOwners(first: 1) { totalCount } } }`;
    expect((await api.ask(asked, { token: api.tokens.adviser })).text).toContain('FORBIDDEN');
  });
});
