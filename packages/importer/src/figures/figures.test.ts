import { describe, expect, test } from 'vitest';
import { readLongForm, readWorkforceFigures } from '../index.js';

const fileOf = (...lines: readonly string[]) => ({
  bytes: Buffer.from(lines.join('\r\n')),
  fileName: 'figures.csv',
  asAt: '2015-07-12',
});
const read = (...lines: readonly string[]) => {
  const { readings, problems } = readWorkforceFigures(fileOf(...lines));
  return {
    readings: readings.map(({ measure, of, period, published: { value } }) => [
      measure,
      of,
      period.kind,
      period.to,
      value,
    ]),
    problems: problems.map(({ severity, row, column, code }) => [severity, row, column, code]),
  };
};
const POSTS = 'post,establishment FTE,agency cover FTE,percent';
const MOVEMENTS = 'role,movement,count,period';
const LONG = 'section,measure,month,value,unit';

describe('a table of posts', () => {
  test('gives posts, cover and the printed share of each row, and of the total', () => {
    const { readings, problems } = readWorkforceFigures(
      fileOf(POSTS, 'Senior Social Worker,9,7,77%', 'Team Manager,6,0,0', 'Totals,15,7,46%'),
    );
    expect(problems).toEqual([]);
    expect(readings).toHaveLength(9);
    expect(readings[2]).toMatchObject({
      row: 2,
      of: 'Senior Social Worker',
      period: { kind: 'snapshot', from: '2015-07-12' },
      published: { value: '77', printed: '77%', numerator: '7', denominator: '9' },
    });
    expect(readings[8]).toMatchObject({ of: null, published: { numerator: '7', denominator: '15' } });
  });

  test('leaves out rows that cannot be, and says of a total that it is not the sum', () => {
    expect(
      read(POSTS, 'Senior Social Worker,9,-7,77%', 'Social Worker,9,1,140%', ',1,0,0', 'Team Manager,six,0,0')
        .problems,
    ).toEqual([
      ['refused', 2, 'agency cover FTE', 'value-impossible'],
      ['refused', 3, 'percent', 'value-impossible'],
      ['refused', 4, 'post', 'no-post'],
      ['refused', 5, 'establishment FTE', 'not-a-number'],
    ]);
    expect(read(POSTS, 'Team Manager,6,0,0', 'Totals,7,0,0').problems).toEqual([
      ['note', 3, 'establishment FTE', 'total-differs'],
    ]);
  });
});

describe('a list of starters and leavers', () => {
  test('gives counts by role since a day, to the day of the file', () => {
    const { readings, problems } = read(
      MOVEMENTS,
      'Social Workers,starter,8,since 10th July 2014',
      'Social Workers,leaver,8,since that date [10th July 2014]',
    );
    expect(problems).toEqual([]);
    expect(readings).toEqual([
      ['starters', 'Social Workers', 'span', '2015-07-12', '8'],
      ['leavers', 'Social Workers', 'span', '2015-07-12', '8'],
    ]);
  });

  test('leaves out what is neither, and counts that cannot be', () => {
    expect(
      read(
        MOVEMENTS,
        'Social Workers,mover,8,since 10th July 2014',
        'Social Workers,starter,-1,since 10th July 2014',
        'Social Workers,starter,1.5,since 10th July 2014',
        'Social Workers,starter,1,since the summer',
        'Social Workers,starter,1',
      ).problems.map(([, row, , code]) => [row, code]),
    ).toEqual([
      [2, 'unknown-movement'],
      [3, 'value-impossible'],
      [4, 'value-impossible'],
      [5, 'period-unclear'],
      [6, 'wrong-cell-count'],
    ]);
  });
});

describe('long form', () => {
  test('keeps blanks where they are, and takes each row by itself', () => {
    const { rows, problems } = readLongForm(
      fileOf(
        LONG,
        'A,CP Plan Numbers - DCT,2016-04,,count',
        'A,CP Plan Numbers,2016-04,147,count',
        ',,2016-05,1,count',
      ),
    );
    expect(rows.map(({ row, measure, published: { value } }) => [row, measure, value])).toEqual([
      [2, 'CP Plan Numbers - DCT', null],
      [3, 'CP Plan Numbers', '147'],
    ]);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([[4, 'no-measure']]);
  });

  test('takes months as what the measure’s name says of them', () => {
    const { readings } = read(
      LONG,
      'A,Starters - during the month,2016-04,0,count',
      'A,Starters - year to date,2016-05,2,count',
      'A,Agency Worker Rate (snapshot),2016-08,17,%',
      'A,Sickness Absence - days lost in Quarter,2016-08,,days',
      'A,Sickness Absence - days lost in Quarter,2016-09,312.5,days',
    );
    expect(readings).toEqual([
      ['starters', null, 'month', '2016-04-30', '0'],
      ['starters', null, 'year-to-date', '2016-05-31', '2'],
      ['agency-rate', null, 'snapshot', '2016-08-31', '17'],
      ['absence-days', null, 'quarter', '2016-09-30', '312.5'],
    ]);
  });

  test('lists bad rows, and what is not of the workforce', () => {
    expect(
      read(
        LONG,
        'A,Starters - during the month,2016-13,1,count',
        'A,Starters - during the month,2016-04,many,count',
        'A,Starters - during the month,2016-04,1,dozens',
        'A,Starters - during the month,2016-05,1,count',
        'A,Starters - during the month,2016-05,2,count',
        'A,Agency Worker Rate (snapshot),2016-04,140,%',
        'A,LAC Numbers,2016-04,165,count',
      ).problems.map(([severity, row, , code]) => [severity, row, code]),
    ).toEqual([
      ['note', null, 'not-of-the-workforce'],
      ['refused', 2, 'period-unclear'],
      ['refused', 3, 'not-a-number'],
      ['refused', 4, 'unknown-unit'],
      ['refused', 6, 'repeated-reading'],
      ['refused', 7, 'value-impossible'],
    ]);
  });

  test('reads periods as tables write them, and none that they do not say', () => {
    const periodsOf = (...written: readonly string[]) =>
      readLongForm(
        fileOf('table,period,category,measure,value,unit', ...written.map((each) => `T,${each},,M,1,count`)),
      ).rows.map(({ period }) => (period === null ? null : `${period.kind} ${period.from} ${period.to}`));
    expect(periodsOf('2014-15', '2011-12', '2015-16 (Q1)', '2015-16(Q4)', '2015-16 (Aug15)', '2012')).toEqual(
      [
        'year 2014-04-01 2015-03-31',
        'year 2011-04-01 2012-03-31',
        'quarter 2015-04-01 2015-06-30',
        'quarter 2016-01-01 2016-03-31',
        'year-to-date 2015-04-01 2015-08-31',
        'year 2012-01-01 2012-12-31',
      ],
    );
    expect(periodsOf('August 2015', 'July- August 2015', '2015-07-12', '2015-Q3')).toEqual([
      'month 2015-08-01 2015-08-31',
      'span 2015-07-01 2015-08-31',
      'snapshot 2015-07-12 2015-07-12',
      'quarter 2015-07-01 2015-09-30',
    ]);
    expect(periodsOf('Q1', '2015 (Q1)', '2015 (YTD)', 'Brumaire 2015', '2015-99')).toEqual(
      Array(5).fill(null),
    );
  });
});

test('a file of something else is named as such', () => {
  expect(read('Workstream,Action', 'A,Visit a team.').problems).toEqual([['fatal', 1, null, 'no-figures']]);
  expect(read('').problems).toEqual([['fatal', null, null, 'empty-file']]);
});
