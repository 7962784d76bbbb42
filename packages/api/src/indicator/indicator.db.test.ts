/** Indicators through the API: from the definition to a value that was drafted, published and restated. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

const COUNCIL = 'northmere';
let api: RunningApi;
let records: SampleRecords;
const ids: Record<string, string> = {};

type Sender = 'planManager' | 'actionOwner';
const change = async (mutation: string, input: object, role: Sender = 'planManager') =>
  changeOf(api)(mutation, { council: COUNCIL, ...input }, { role, fields: 'id' });
const send = async (mutation: string, input: object, role: Sender = 'planManager') => {
  const { userErrors, ...payload } = await change(mutation, input, role);
  expect(userErrors).toEqual([]);
  return { id: payload['id'] as string, position: payload.position ?? 0 };
};
const on = (effectiveAt: string) => ({ effectiveAt });
const month = (name: string) => ({ kind: 'MONTH', name });
type Node = Readonly<Record<string, unknown>>;
const ask = async (fields: string, point = ''): Promise<Node> => {
  const seen = point.includes('knownAt')
    ? ''
    : `, minPosition: [{ council: "${COUNCIL}", position: ${(await api.heads())[COUNCIL] ?? 0} }]`;
  const { data, text } = await api.ask(`{ council(code: "${COUNCIL}"${point}${seen}) { ${fields} } }`, {
    token: api.tokens.adviser,
  });
  if (data?.['council'] === null || data?.['council'] === undefined) throw new Error(text);
  return data['council'] as Node;
};
const nodesIn = (of: Node | undefined, list: string): Node[] =>
  (of?.[list] as { edges: { node: Node }[] } | undefined)?.edges.map(({ node }) => node) ?? [];

const rate = {
  name: 'Agency worker rate',
  meaning: 'How much of the work is done by agency workers.',
  formula: 'agency / (agency + in post)',
  population: 'Social workers, in FTE.',
  unit: 'PERCENT',
  kind: 'SNAPSHOT',
  series: 'OWN',
  direction: 'LOWER',
  target: '20',
  tolerance: '2.5',
};
const referrals = { name: 'Referrals', unit: 'COUNT', kind: 'MONTH', series: 'OWN' };

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, COUNCIL);
  ids['rate'] = (await send('defineIndicator', { ...rate, ...on('2016-04-01') })).id;
  ids['referrals'] = (await send('defineIndicator', { ...referrals, ...on('2016-04-01') })).id;
});
afterAll(async () => api.stop());

const SERIES = `indicators(first: 5, name: "agency") { edges { node { name target ragRule
  readings(first: 12) { edges { node { period isFinal rag ragPublished draftToFinal finalToKnown
    draft { value by { name } at } published { value by { name } at } known { value by { name } at }
    values { stage value printed } reviews { comment by { name } } } } } } } }`;
const august = async (point = ''): Promise<Node | undefined> =>
  nodesIn(nodesIn(await ask(SERIES, point), 'indicators')[0], 'readings')[0];

describe('a draft that is replaced by a final value, which is restated a month later,', () => {
  beforeAll(async () => {
    const reading = { indicatorId: ids['rate'], period: { kind: 'SNAPSHOT', name: '2016-08' } };
    const valued = (value: string, printed?: string) => ({ ...reading, published: { value, printed } });
    await send('draftReading', { ...valued('16'), ...on('2016-09-05') }, 'actionOwner');
    await send(
      'reviewReading',
      { ...reading, comment: 'Two have left.', ...on('2016-09-07') },
      'actionOwner',
    );
    const final = await send('finaliseReading', { ...valued('17', '17%'), ...on('2016-09-12') });
    ids['final'] = String(final.position);
    const restated = { ...valued('21.5'), reason: 'Three were counted as employed.' };
    await send('restateReading', { ...restated, ...on('2016-10-12') });
  });

  test('is three values at three times, each with who stood for it', async () => {
    expect(await august()).toMatchObject({
      period: '2016-08',
      isFinal: true,
      draft: { value: 16, by: { name: 'Test actionOwner' }, at: '2016-09-04T23:00:00.000Z' },
      published: { value: 17, by: { name: 'Test planManager' }, at: '2016-09-11T23:00:00.000Z' },
      known: { value: 21.5, by: { name: 'Test planManager' }, at: '2016-10-11T23:00:00.000Z' },
      draftToFinal: 1,
      finalToKnown: 4.5,
      ragPublished: 'GREEN',
      rag: 'AMBER',
      values: [
        { stage: 'DRAFT', value: 16, printed: null },
        { stage: 'FINAL', value: 17, printed: '17%' },
        { stage: 'RESTATED', value: 21.5, printed: null },
      ],
      reviews: [{ comment: 'Two have left.', by: { name: 'Test actionOwner' } }],
    });
  });

  test('is on each day, and at each position, what it was then', async () => {
    expect(await august(', asOf: "2016-09-06"')).toMatchObject({
      isFinal: false,
      published: null,
      known: { value: 16 },
    });
    expect(await august(', asOf: "2016-09-30"')).toMatchObject({
      known: { value: 17 },
      finalToKnown: null,
      rag: 'GREEN',
    });
    expect(await august(`, knownAt: ${ids['final'] ?? ''}`)).toMatchObject({ known: { value: 17 } });
  });

  test('stands in the list of differences, with who signed', async () => {
    const asked = `draftDifferences(first: 5, from: "2016-08", to: "2016-08") { totalCount edges { node {
      indicator { name } signedBy { name } reading { period draftToFinal } } } }`;
    expect(nodesIn(await ask(asked), 'draftDifferences')).toEqual([
      {
        indicator: { name: 'Agency worker rate' },
        signedBy: { name: 'Test planManager' },
        reading: { period: '2016-08', draftToFinal: 1 },
      },
    ]);
  });

  test('stands beside the rating of the action to which it was linked, until it is unlinked', async () => {
    const { id: linkId } = await send('linkIndicator', {
      indicatorId: ids['rate'],
      action: records.actionId,
    });
    const asked = `{ action(id: "${records.actionId}", minPosition: [{ council: "${COUNCIL}", position: POSITION }]) {
      indicators { name latest { period rag } links { action { reference } } } } }`;
    const beside = async () => {
      const query = asked.replace('POSITION', String((await api.heads())[COUNCIL]));
      return ((await api.ask(query)).data?.['action'] as Node | undefined)?.['indicators'];
    };
    expect(await beside()).toEqual([
      {
        name: 'Agency worker rate',
        latest: { period: '2016-08', rag: 'AMBER' },
        links: [{ action: { reference: 'A1.1' } }],
      },
    ]);
    await send('unlinkIndicator', { indicatorId: ids['rate'], linkId });
    expect(await beside()).toEqual([]);
  });
});

describe('an indicator that belongs to another', () => {
  test('is its year to date, flagged where that is not the sum, or what it is compared with', async () => {
    const of = (kind: string) => ({ relation: { kind, indicatorId: ids['referrals'] } });
    const toDate = {
      ...referrals,
      name: 'Referrals to date',
      kind: 'YEAR_TO_DATE',
      ...of('YEAR_TO_DATE_OF'),
    };
    const { id: toDateId } = await send('defineIndicator', { ...toDate, ...on('2016-04-01') });
    const england = { ...referrals, name: 'Referrals, England', series: 'ENGLAND', ...of('BENCHMARK_OF') };
    await send('defineIndicator', { ...england, ...on('2016-04-01') });
    for (const [name, value, sum] of [
      ['2016-04', '118', '118'],
      ['2016-05', '129', '259'],
    ] as const) {
      const finalise = {
        indicatorId: ids['referrals'],
        period: month(name),
        published: { value },
        ...on('2016-06-10'),
      };
      await send('finaliseReading', finalise);
      const period = { kind: 'YEAR_TO_DATE', name };
      await send('finaliseReading', {
        ...finalise,
        indicatorId: toDateId,
        period,
        published: { value: sum },
      });
    }
    const fields = `indicators(first: 5, name: "referrals") { edges { node { name benchmarks { name series }
      relation { kind indicator { name } } contradictions { kind period said computed difference } } } }`;
    expect(nodesIn(await ask(fields), 'indicators')).toMatchObject([
      {
        name: 'Referrals',
        benchmarks: [{ name: 'Referrals, England', series: 'ENGLAND' }],
        contradictions: [],
      },
      {
        name: 'Referrals to date',
        relation: { kind: 'YEAR_TO_DATE_OF', indicator: { name: 'Referrals' } },
        contradictions: [
          { kind: 'YEAR_TO_DATE', period: '2016-05', said: 259, computed: 247, difference: 12 },
        ],
      },
      { name: 'Referrals, England', relation: { kind: 'BENCHMARK_OF' } },
    ]);
  });
});

describe('what cannot be is refused, and nothing is recorded:', () => {
  const expectRefused = async (mutation: string, input: object, code: string, field: string) => {
    const before = await api.heads();
    const { userErrors } = await change(mutation, input);
    expect(userErrors).toMatchObject([{ code, field, message: expect.stringMatching(/\.$/) as unknown }]);
    expect(await api.heads()).toEqual(before);
  };
  const of = (name: string, published: object) => ({
    indicatorId: ids['rate'],
    period: { kind: 'SNAPSHOT', name },
    published,
  });

  test('two definitions of one name, also in other capitals', async () => {
    await expectRefused(
      'defineIndicator',
      { ...rate, target: '15', ...on('2016-04-01') },
      'INDICATOR_EXISTS',
      'indicatorId',
    );
    const shouted = { ...rate, name: ' AGENCY  worker rate' };
    await expectRefused('defineIndicator', shouted, 'INDICATOR_EXISTS', 'indicatorId');
  });

  test('a target without a direction', async () => {
    const aimless = { ...referrals, name: 'Visits', target: '10' };
    await expectRefused('defineIndicator', aimless, 'TARGET_WITHOUT_DIRECTION', 'direction');
  });

  test('a final value before its period has ended', async () => {
    await send('draftReading', { ...of('2016-11', { value: '15' }), ...on('2016-11-20') });
    const early = { ...of('2016-11', { value: '15' }), ...on('2016-11-30') };
    await expectRefused('finaliseReading', early, 'PERIOD_NOT_OVER', 'period');
  });

  test('more than all, and what is no number or no period', async () => {
    const more = of('2016-12', { value: '50', numerator: '11', denominator: '10' });
    await expectRefused('draftReading', more, 'VALUE_NOT_OF_UNIT', 'numerator');
    await expectRefused('draftReading', of('2016-12', { value: '101' }), 'VALUE_NOT_OF_UNIT', 'value');
    await expectRefused('draftReading', of('2016-12', { value: 'many' }), 'INVALID_INPUT', 'value');
    await expectRefused('draftReading', of('2016-13', { value: '1' }), 'INVALID_INPUT', 'period');
    const monthly = { ...of('', { value: '1' }), period: month('2016-12') };
    await expectRefused('draftReading', monthly, 'PERIOD_NOT_OF_KIND', 'period');
  });

  test('a link to nothing, and to an action of another council', async () => {
    await expectRefused('linkIndicator', { indicatorId: ids['rate'] }, 'INVALID_INPUT', 'action');
    const elsewhere = Buffer.from(`Action:southmere:${ids['rate'] ?? ''}`).toString('base64url');
    await expectRefused(
      'linkIndicator',
      { indicatorId: ids['rate'], action: elsewhere },
      'ACTION_NOT_FOUND',
      'action',
    );
  });
});
