import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueMeaning, lastDayOf, type DueMeaning } from './due.js';
import { impossibleDateIn } from './due-periods.js';
import { understandDue } from './understand-due.js';

const anchors = { inForceFrom: '2015-07-01' };
const dated = (lastDay: string, precision: string, unconfirmed?: true) => ({
  kind: 'dated',
  lastDay,
  precision,
  ...(unconfirmed && { unconfirmed }),
});
const standing = (from: string) => ({ kind: 'standing', from });
const undated = (why: string) => ({ kind: 'undated', why });
const recurring = (lastDay: string, precision: string, every: string, unconfirmed?: true) => ({
  ...dated(lastDay, precision, unconfirmed),
  kind: 'recurring',
  every,
});

describe('what one council wrote in one plan', () => {
  it.each<[string, unknown]>([
    ['End May 2015', dated('2015-05-31', 'month')],
    ['End June 2015', dated('2015-06-30', 'month')],
    ['End July 2015', dated('2015-07-31', 'month')],
    ['Fully implement by end July 2015', dated('2015-07-31', 'month')],
    ['End August 2015', dated('2015-08-31', 'month')],
    ['End September 2015', dated('2015-09-30', 'month')],
    ['End Sept 2015', dated('2015-09-30', 'month')],
    ['End October 2015', dated('2015-10-31', 'month')],
    ['End December 2015', dated('2015-12-31', 'month')],
    ['April 2015', dated('2015-04-30', 'month')],
    ['June 2015', dated('2015-06-30', 'month')],
    ['July 2015', dated('2015-07-31', 'month')],
    ['Sept 2015', dated('2015-09-30', 'month')],
    ['September 2015', dated('2015-09-30', 'month')],
    ['October 2015', dated('2015-10-31', 'month')],
    ['December 2015', dated('2015-12-31', 'month')],
    ['Jan 2016', dated('2016-01-31', 'month')],
    ['April 2016', dated('2016-04-30', 'month')],
    ['29 June 2015', dated('2015-06-29', 'day')],
    ['11 June 2015', dated('2015-06-11', 'day')],
    ['End September 2016 and annually thereafter', recurring('2016-09-30', 'month', 'year')],
    ['Autumn 2015', dated('2015-11-30', 'season', true)],
    ['29/6/2015 onwards.', standing('2015-06-29')],
    ['May 2015 onwards.', standing('2015-05-01')],
    ['With immediate effect.', standing('2015-07-01')],
    ['With immediate effect', standing('2015-07-01')],
    ['With immediate effect. Ongoing', standing('2015-07-01')],
    ['Ongoing.', undated('ongoing')],
    ['Current', undated('current')],
    ['As required.', undated('as-required')],
    ['tba', undated('to-be-confirmed')],
  ])('%s', (text, meaning) => expect(understandDue(text, anchors)).toEqual(meaning));
});

describe('what counts from the day the plan is in force', () => {
  it.each<[string, string, unknown]>([
    ['Immediate', '2011-04-14', standing('2011-04-14')],
    ['Immediate Action', '2011-04-14', standing('2011-04-14')],
    ['1 month', '2011-04-14', dated('2011-05-14', 'day')],
    ['Within 6 weeks', '2011-04-14', dated('2011-05-26', 'day')],
    ['3 months', '2011-04-14', dated('2011-07-14', 'day')],
    ['Within 3 months', '2011-04-14', dated('2011-07-14', 'day')],
    ['in 3 months time', '2011-04-14', dated('2011-07-14', 'day')],
    ['within a week', '2011-04-14', dated('2011-04-21', 'day')],
    ['one month', '2011-01-31', dated('2011-02-28', 'day')],
    ['two years', '2012-02-29', dated('2014-02-28', 'day')],
    ['monthly', '2011-01-31', recurring('2011-02-28', 'day', 'month', true)],
    ['Quarterly', '2011-04-14', recurring('2011-07-14', 'day', 'quarter', true)],
    ['within 3 months', 'no date', undated('not-understood')],
    ['immediately', 'no date', { kind: 'standing', from: null }],
  ])('%s from %s', (text, inForceFrom, meaning) =>
    expect(understandDue(text, { inForceFrom })).toEqual(meaning),
  );
});

describe('what other councils write', () => {
  it.each<[string, unknown]>([
    ...[
      '2015-07-31',
      '31/07/2015',
      '31.07.15',
      '31-07-2015',
      '31st July 2015',
      '31st of July 2015',
      'Friday 31 July 2015',
      'Fri, 31 July 2015',
      'July 31 2015',
      'July 31st, 2015',
      '31-Jul-15',
      'by 31 July 2015',
      '31 July 2015 00:00:00',
      '2015-07-31T00:00:00.000Z',
      '31 July 2015 at the latest',
    ].map((text): [string, unknown] => [text, dated('2015-07-31', 'day')]),
    ...[
      'Jul-15',
      "July '15",
      'by the end of July 2015',
      '07/2015',
      '2015-07',
      'June/July 2015',
      'June to July 2015',
      'END-JULY 2015',
    ].map((text): [string, unknown] => [text, dated('2015-07-31', 'month')]),
    ['Monday 31 July 2015', dated('2015-07-31', 'day', true)],
    ['July 2015 (tbc)', dated('2015-07-31', 'month', true)],
    ['July 2015?', dated('2015-07-31', 'month', true)],
    ['July 2015 and ongoing', dated('2015-07-31', 'month', true)],
    ['mid July 2015', dated('2015-07-15', 'day', true)],
    ['early July 2015', dated('2015-07-10', 'day', true)],
    ['late July 2015', dated('2015-07-31', 'day', true)],
    ['Q1 2016', dated('2016-03-31', 'season', true)],
    ['Q2 2015/16', dated('2015-09-30', 'season')],
    ['end of Q4 2015-16', dated('2016-03-31', 'season')],
    ['end of 2015', dated('2015-12-31', 'year')],
    ['2016', dated('2016-12-31', 'year')],
    ['2015/16', dated('2016-03-31', 'year', true)],
    ['Financial year 2015/16', dated('2016-03-31', 'year')],
    ['Spring 2016', dated('2016-05-31', 'season', true)],
    ['Summer 2015', dated('2015-08-31', 'season', true)],
    ['Winter 2015', dated('2016-02-29', 'season', true)],
    ['winter 2015/16', dated('2016-02-29', 'season', true)],
    ['week commencing 6 July 2015', dated('2015-07-12', 'day', true)],
    ['w/e 10/7/15', dated('2015-07-10', 'day')],
    ['1 April 2015 - 31 March 2016', dated('2016-03-31', 'day')],
    ['Ongoing until March 2016', dated('2016-03-31', 'month')],
    ['Monthly from May 2015', recurring('2015-05-31', 'month', 'month')],
    ['1 September 2015 then quarterly', recurring('2015-09-01', 'day', 'quarter')],
    ['From 1 April 2015', standing('2015-04-01')],
    ['Immediate and ongoing', standing('2015-07-01')],
    ['TBC', undated('to-be-confirmed')],
    ['Date to be confirmed', undated('to-be-confirmed')],
    ['On-going', undated('ongoing')],
    ['As and when required', undated('as-required')],
    ['', undated('blank')],
    [' - ', undated('blank')],
  ])('%s', (text, meaning) => expect(understandDue(text, anchors)).toEqual(meaning));

  it.each([
    'Completed',
    'Done',
    'Completed by July 2015',
    'July 15',
    '19/5',
    '30 June',
    '2011-12',
    'May 2015 and October 2015',
    'March 2016 - July 2015',
    'Autumn term 2015',
    '42184',
    'ASAP',
    '6 monthly',
    'Within 5 working days',
    'x'.repeat(2_000),
  ])('does not guess %j', (text) => expect(understandDue(text, anchors)).toEqual(undated('not-understood')));
});

describe('an impossible date', () => {
  it.each([
    ['31 February 2016', '31 February 2016'],
    ['by 31/02/2016 at the latest', '31/02/2016'],
    ['07/31/2015', '07/31/2015'],
    ['29 Feb 2015', '29 Feb 2015'],
    ['2015-13-01', '2015-13-01'],
    ['June 31st, 2015', 'June 31st, 2015'],
    ['31 June', '31 June'],
  ])('is handed back and not read: %s', (text, words) => {
    expect(impossibleDateIn(text)).toBe(words);
    expect(understandDue(text, anchors)).toEqual(undated('not-understood'));
  });

  it.each([
    '29 February 2016',
    '29 Feb',
    '31/12/2015',
    'End June 2015',
    '24/7',
    'May 2015',
    '1.2.3.45',
    'June 2015',
  ])('is not seen in %s', (text) => expect(impossibleDateIn(text)).toBeNull());
});

/** A meaning that the ledger can hold, and whose day exists. */
const expectSound = (meaning: DueMeaning): void => {
  expect(dueMeaning.safeParse(meaning).success).toBe(true);
  const day = lastDayOf(meaning);
  if (day !== null) expect(new Date(`${day}T00:00:00.000Z`).toISOString().slice(0, 10)).toBe(day);
};

describe('whatever the text', () => {
  it('gives a sound meaning, and only dates of the calendar', () => {
    const words = fc.constantFrom(
      'end',
      'by',
      'July',
      'Feb',
      '31',
      '29',
      '2015',
      '2100',
      '15',
      '/',
      '-',
      'Q4',
      'onwards',
      'monthly',
      'from',
      'and',
      'thereafter',
      'winter',
      '9999 months',
      '12 weeks',
      'mid',
      'w/c',
      '2199',
      'tbc',
      'to',
      '(',
      '.',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 8 }).map((list) => list.join(' ')),
      fc.array(words, { maxLength: 8 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => expectSound(understandDue(text, anchors))),
      { numRuns: 2_000 },
    );
  });

  it('reads every day, however it is written', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const name = date.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
        for (const text of [
          iso,
          `${dayOfMonth}/${month}/${year}`,
          `${Number(dayOfMonth)} ${name} ${year}`,
          `${dayOfMonth}.${month}.${year.slice(2)}`,
        ]) {
          expect(understandDue(text, anchors)).toEqual(dated(iso, 'day'));
        }
      }),
    );
  });
});
