import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MonthFlow } from './churn.js';
import { churnOver, monthsAfter } from './churn.js';
import type { MeasureName } from './measures.js';
import { measureOf } from './measures.js';

const still: MonthFlow = {
  month: '2015-07',
  starters: 0,
  leavers: 0,
  leaversFte: 0,
  conversions: 0,
  movedIn: 0,
  movedOut: 0,
  inPost: 0,
  inPostFte: 0,
  establishedInPostFte: 0,
  agencyStarted: 0,
  agencyEnded: 0,
  agency: 0,
  agencyFte: 0,
  establishedAgencyFte: 0,
  establishmentFte: 0,
  supernumeraryFte: 0,
};
const noCounts = {
  inPostFte: 0,
  agencyFte: 0,
  establishmentFte: 0,
  establishedAgencyFte: 0,
  vacancyFte: 0,
  leaversFteOfYear: 0,
};

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
    const [quarter, june] = churnOver([
      { first: '2015-04', last: '2015-06' },
      { first: '2015-06', last: '2015-06' },
    ])(flows);
    expect(quarter).toMatchObject({
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
