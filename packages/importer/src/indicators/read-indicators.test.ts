import { describe, expect, test } from 'vitest';
import type { ReadIndicators } from './read-indicators.js';
import { readIndicators } from './read-indicators.js';
import { spanNamed } from './tables.js';

const read = (header: string, ...rows: readonly string[]): ReadIndicators =>
  readIndicators({
    bytes: Buffer.from([header, ...rows].join('\n')),
    fileName: 'figures.csv',
    effective: '2017-01-20',
  });
const SCORECARD = 'section,measure,month,value,unit';
const TABLES = 'table,period,category,measure,value,unit';
const problemsOf = ({ problems }: ReadIndicators) => problems.map(({ code, row }) => [code, row]);

describe('a scorecard', () => {
  test('keeps each figure with the measure and month of its row, and a blank blank', () => {
    const { indicators, figures, blanks } = read(
      SCORECARD,
      'Volume,CP Plan Numbers,2016-04,145,count',
      'Volume,CP Plan Numbers - DCT,2016-04,,count',
      'Volume,"CP Plan Numbers per 10,000 population",2016-04,41,"per 10,000 population"',
    );
    expect([figures, blanks]).toEqual([3, 1]);
    expect(
      indicators?.map(({ name, readings }) => [name, readings.map(({ published }) => published.value)]),
    ).toEqual([
      ['CP Plan Numbers', ['145']],
      ['CP Plan Numbers - DCT', []],
      ['CP Plan Numbers per 10,000 population', ['41']],
    ]);
  });

  test('lays a year to date beside its months, and one part beside the other', () => {
    const result = read(
      SCORECARD,
      'V,Referrals in the month,2016-04,118,count',
      'V,Referrals in the month,2016-05,129,count',
      'V,Referrals year to date,2016-04,118,count',
      'V,Referrals year to date,2016-05,259,count',
      'V,Completed and Inside 45 Days,2016-04,76,%',
      'V,Completed and Outside 45 days,2016-04,27,%',
    );
    expect(problemsOf(result)).toEqual([
      ['figures-contradict', 5],
      ['figures-contradict', 7],
    ]);
    expect(result.problems.map(({ message }) => message).join()).toMatch(
      /259; its months add up to 247.*103%/s,
    );
  });

  test('takes a quarter in its last month', () => {
    const { indicators } = read(
      SCORECARD,
      'W,Days lost in Quarter,2016-05,,days',
      'W,Days lost in Quarter,2016-06,275,days',
    );
    expect(indicators?.[0]?.readings.map(({ period }) => [period.from, period.to])).toEqual([
      ['2016-04-01', '2016-06-30'],
    ]);
  });
});

describe('tables', () => {
  test('flag a share that is not what the counts beside it come to', () => {
    const result = read(
      TABLES,
      'Placement,2015,,%,33,%',
      'Placement,2015,,No. of Children,61,count',
      'Placement,2015,,No. of Total children,207,count',
    );
    expect(problemsOf(result)).toEqual([['figures-contradict', 2]]);
    expect(result.problems[0]?.message).toContain('33 is printed; numerator and denominator come to 29.46');
  });

  test('name stretches of time in several ways', () => {
    const named = (text: string) => {
      const span = spanNamed(text, '2015-10-05');
      return span === null ? null : `${span.from}/${span.to}`;
    };
    expect(
      ['2012-13', '2015-16 (Q1)', 'July - Aug 2015', '2015', '2015 (YTD)', 'Q4', 'Q1', 'Aug 2015'].map(named),
    ).toEqual([
      '2012-04-01/2013-03-31',
      '2015-04-01/2015-06-30',
      '2015-07-01/2015-08-31',
      '2014-04-01/2015-03-31',
      '2015-04-01/2015-09-30',
      '2015-01-01/2015-03-31',
      '2015-04-01/2015-06-30',
      '2015-08-01/2015-08-31',
    ]);
    expect([named('2015-16 (Aug15)'), named('2015-16 (Q1)*'), named('soon')]).toEqual([
      '2015-04-01/2015-08-31',
      '2015-04-01/2015-06-30',
      null,
    ]);
  });
});

test('what cannot be a figure is left out, and named with its row and column', () => {
  const result = read(
    SCORECARD,
    'V,Referrals in the month,2016-04,many,count',
    'V,Referrals in the month,2016-05,1.5,count',
    'V,Referrals in the month,2016-06,12,boxes',
    'V,Referrals in the month,2016-13,12,count',
    'V,Referrals in the month,2016-07',
    'V,Visits in the month,2016-07,140,%',
  );
  expect(problemsOf(result)).toEqual([
    ['not-a-number', 2],
    ['not-a-number', 3],
    ['unknown-unit', 4],
    ['no-period', 5],
    ['wrong-cell-count', 6],
    ['not-a-number', 7],
  ]);
  expect(read('name,value', 'a,1').problems.map(({ code }) => code)).toEqual(['not-figures']);
  expect(read('').problems.map(({ code }) => code)).toEqual(['empty-file']);
});
