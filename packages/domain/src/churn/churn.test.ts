import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { churnOver } from './churn.js';
import type { MonthFlow } from './flow.js';
import { amounts } from './flow.js';
import { incompleteMeasure } from './incomplete.js';
import type { MeasureName } from './measures.js';
import { measureNames, measureOf, measuresOfTerms } from './measures.js';
import { monthNumber, monthsAfter } from './months.js';

const still = {
  month: '2015-07',
  ...Object.fromEntries(amounts.map((amount) => [amount, 0])),
  since: new Map(),
} as unknown as MonthFlow;
const quarter = { first: '2015-04', last: '2015-06' };
const [noCounts] = churnOver([quarter])([]);
if (noCounts === undefined) throw new Error('A period has counts.');

describe('measures', () => {
  const percents = (counts: typeof noCounts, ...names: MeasureName[]) =>
    names.map((name) => measureOf(name, counts).percent);

  test('give what is published for England in 2023', () => {
    const england = {
      ...noCounts,
      inPostFte: 3_311_910,
      leaversFteOfYear: 525_460,
      agencyFte: 717_350,
      vacancyFte: 772_270,
      establishedAgencyFte: 574_420,
    };
    const rates = percents(
      england,
      'turnover-rate',
      'agency-worker-rate',
      'vacancy-rate',
      'agency-cover-of-vacancies',
    );
    expect(rates.map((rate) => rate?.toFixed(1))).toEqual(['15.9', '17.8', '18.9', '74.4']);
  });

  test('give the share of a posts table as it comes out, where the council printed 33%', () => {
    const posts = { ...noCounts, establishmentFte: 5_554, establishedAgencyFte: 1_854 };
    expect(percents(posts, 'agency-share-of-establishment')).toEqual([33.38]);
    const [managers, seniors, workers] = [
      [900, 100],
      [900, 700],
      [2_454, 1_054],
    ].map(([establishmentFte = 0, establishedAgencyFte = 0]) =>
      measureOf('agency-share-of-establishment', { ...posts, establishmentFte, establishedAgencyFte }),
    );
    expect([managers?.percent, seniors?.percent, workers?.percent]).toEqual([11.11, 77.78, 42.95]);
  });

  test('are none where there is nothing to divide by, and say what was divided', () => {
    expect(measureOf('turnover-rate', noCounts)).toMatchObject({
      numerator: 0,
      denominator: 0,
      percent: null,
      formula: 'leavers in the 12 months to the end (FTE) / in post at the end (FTE)',
    });
  });

  test('give the absence rate of England in 2023 from the days lost', () => {
    const england = { inPostFte: 3_311_910, quarters: 4, absenceDays: 27_075_100, absencesReported: 1 };
    expect(measureOf('absence-rate', { ...noCounts, ...england }).percent?.toFixed(1)).toBe('3.2');
  });

  test('are shares or means, of what their units say', () => {
    const counts = {
      ...noCounts,
      inPostAtEnd: 8,
      inPostForYear: 6,
      agencyEnded: 4,
      agencyEndedEarly: 1,
      assignmentDays: 410,
      workersOfYear: 7,
      postsOfYear: 4,
      vacanciesFilled: 2,
      daysToFill: 91,
    };
    const said = (name: MeasureName) => {
      const { numeratorUnit, denominatorUnit, percent, mean } = measureOf(name, counts);
      return [numeratorUnit, denominatorUnit, percent, mean];
    };
    expect(said('stability-rate')).toEqual(['workers', 'workers', 75, null]);
    expect(said('early-ended-assignments')).toEqual(['assignments', 'assignments', 25, null]);
    expect(said('length-of-assignments')).toEqual(['whole-days', 'assignments', null, 102.5]);
    expect(said('workers-per-post')).toEqual(['workers', 'posts', null, 1.75]);
    expect(said('time-to-fill')).toEqual(['whole-days', 'vacancies', null, 45.5]);
    expect(said('absence-rate')).toEqual(['days', 'days', null, null]);
    expect(measureNames.filter((name) => !measuresOfTerms.includes(name))).toEqual([
      'vacancy-rate',
      'agency-worker-rate',
      'agency-share-of-establishment',
      'agency-cover-of-vacancies',
      'workers-per-post',
      'time-to-fill',
    ]);
  });

  test('say what is missing of them', () => {
    const known = { began: '2014-01', present: '2016-01-01T00:00:00.000Z' };
    const missing = (name: MeasureName, counts: object, told: object = {}) =>
      incompleteMeasure(name, { ...noCounts, ...counts }, { ...known, ...told });
    const reported = { inPostAtEnd: 3, absenceDays: 100 };
    expect(missing('absence-rate', { ...reported, absencesReported: 3 })).toBeNull();
    expect(missing('absence-rate', { ...reported, absencesReported: 2 })).toMatch(
      /reported 2 times.*would be 3/,
    );
    expect(missing('absence-rate', { quarters: 0 })).toMatch(/^Days of absence are reported of quarters/);
    expect(missing('absence-rate', {})).toBe('No days of absence are reported.');
    expect(missing('time-to-fill', {})).toBe('No vacancy is recorded as filled.');
    expect(missing('stability-rate', {})).toBeNull();
    expect(missing('stability-rate', {}, { began: '2014-09' })).toMatch(
      /^Movements are known from 2014-09 on/,
    );
    expect(missing('vacancy-rate', {}, { began: '2014-09' })).toBeNull();
    expect(missing('vacancy-rate', {}, { present: '2015-06-01T00:00:00.000Z' })).toMatch(/not over/);
  });
});

describe('counts over periods', () => {
  test('begin with what was there and end with what is, for months and longer', () => {
    const flows: MonthFlow[] = [
      {
        ...still,
        month: '2014-01',
        starters: 10,
        inPost: 10,
        inPostFte: 950,
        establishmentFte: 1_200,
        establishedInPostFte: 950,
      },
      {
        ...still,
        month: '2015-04',
        leavers: 2,
        leaversFte: 200,
        inPost: -2,
        inPostFte: -200,
        establishedInPostFte: -200,
      },
      {
        ...still,
        month: '2015-06',
        starters: 1,
        conversions: 1,
        inPost: 2,
        inPostFte: 200,
        establishedInPostFte: 200,
      },
    ];
    const [spring, june] = churnOver([quarter, { first: '2015-06', last: '2015-06' }])(flows);
    expect(spring).toMatchObject({
      starters: 1,
      leavers: 2,
      net: -1,
      conversions: 1,
      inPostAtStart: 10,
      inPostAtEnd: 10,
      inPostFte: 950,
      vacancyFte: 250,
      leaversFteOfYear: 200,
    });
    expect(june).toMatchObject({ leavers: 0, inPostAtStart: 8, inPostAtEnd: 10, leaversFteOfYear: 200 });
  });

  test('tell those in post apart by how long they are employed, to the day', () => {
    const flow = (month: string, since: string, heads: number): MonthFlow => ({
      ...still,
      month,
      inPost: heads,
      since: new Map([[monthNumber(since), heads]]),
    });
    // Employed since before July 2014, in it, and since before January 2015; of the first, one leaves in June.
    const flows = [
      flow('2014-06', '2014-06', 2),
      flow('2014-07', '2014-07', 1),
      flow('2015-01', '2014-12', 1),
      flow('2015-06', '2014-06', -1),
    ];
    const [may, june] = churnOver([{ first: '2015-05', last: '2015-05' }, quarter])(flows);
    expect(may).toMatchObject({ tenure: [1, 3, 0, 0, 0, 0], inPostForYear: 0, quarters: 0 });
    expect(june).toMatchObject({ tenure: [0, 2, 1, 0, 0, 0], inPostForYear: 1, quarters: 1 });
  });

  test('follow on each other: what one month ends with the next begins with', () => {
    const flow = fc.record({
      month: fc.integer({ min: 0, max: 40 }),
      inPost: fc.integer({ min: -5, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(flow), (list) => {
        const flows = list.map(({ month, inPost }) => ({
          ...still,
          month: monthsAfter('2014-01', month),
          inPost,
        }));
        const months = Array.from({ length: 24 }, (_, index) => monthsAfter('2014-06', index));
        const counts = churnOver(months.map((month) => ({ first: month, last: month })))(flows);
        expect(counts.slice(1).map(({ inPostAtStart }) => inPostAtStart)).toEqual(
          counts.slice(0, -1).map(({ inPostAtEnd }) => inPostAtEnd),
        );
      }),
    );
  });

  test('months lie in order over the turn of a year', () => {
    expect([monthsAfter('2015-12', 1), monthsAfter('2015-01', -1), monthsAfter('2015-07', -11)]).toEqual([
      '2016-01',
      '2014-12',
      '2014-08',
    ]);
  });
});
