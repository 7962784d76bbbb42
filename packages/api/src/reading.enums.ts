/** The closed lists of readings, whether of the workforce or of an indicator. */
import type { Agreement, PeriodKind, Unit } from '@improvement-ledger/domain';
import { enumeration } from './enums.js';

export const PeriodKindEnum = enumeration<PeriodKind>('PeriodKind', 'What stretch of time a value is of.', {
  month: 'A month of the calendar, `2016-08`.',
  quarter: 'A quarter of the calendar, `2016-Q3`.',
  year: 'Twelve months: `2016` of the calendar, `2016-17` from April, `2022-10/2023-09` others.',
  'year-to-date':
    'From the beginning of the financial year to the end of a month, `2016-08`; of another, `2016-01/2016-08`.',
  span: 'From one day to another, `2014-07-10/2015-07-12`.',
  snapshot: 'How things stood on a day, `2015-07-12`, or on a day of a month that is not said, `2016-08`.',
});

export const UnitEnum = enumeration<Unit>('Unit', 'What a value is counted in.', {
  count: 'A number of things or people.',
  percent: 'Per cent, from 0 to 100.',
  'per-10000': 'Per 10,000 of the population.',
  'per-worker': 'Per worker.',
  days: 'Days.',
  weeks: 'Weeks.',
  fte: 'Full-time equivalents.',
  pounds: 'Pounds.',
});

export const AgreementEnum = enumeration<Agreement>(
  'Agreement',
  'How a published percentage stands to what its numerator and denominator come to.',
  {
    agrees: 'It is the one computed, rounded.',
    truncated: 'It is the one computed with its places cut off, where rounding gives another.',
    differs: 'It is another.',
  },
);
