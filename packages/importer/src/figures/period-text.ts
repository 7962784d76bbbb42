/**
 * Periods as tables write them: "2016-04", "2014-15", "August 2015", "2015-16 (Q1)", "since 10th July 2014". What a text does
 * not say is not guessed: "Q4" alone, or "2015", may be of any year that somebody had in mind, and the second is taken as the
 * year of the calendar only because it names one.
 */
import type { Period, PeriodKind } from '@improvement-ledger/domain';
import { periodNamed } from '@improvement-ledger/domain';

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthOf = (word: string): string | null => {
  const index = monthNames.indexOf(word.slice(0, 3).toLowerCase());
  return index === -1 ? null : String(index + 1).padStart(2, '0');
};
const MONTH = '([A-Z][a-z]{2,8})';

/** The first day of a text such as "since 10th July 2014" or "since that date [10th July 2014]". */
const dayIn = (text: string): string | null => {
  const [, day = '', word = '', year = ''] =
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH} (\\d{4})\\b`).exec(text) ?? [];
  const month = monthOf(word);
  return month === null ? null : `${year}-${month}-${day.padStart(2, '0')}`;
};

/** A quarter of a financial year: its first begins in April. */
const financialQuarter = (year: string, quarter: string): string =>
  quarter === '4' ? `${Number(year) + 1}-Q1` : `${year}-Q${Number(quarter) + 1}`;

const yearOfMonth = (year: string, month: string): string =>
  Number(month) >= 4 ? year : String(Number(year) + 1);

type Reader = readonly [pattern: RegExp, period: (found: RegExpExecArray) => Period | null];

const readers: readonly Reader[] = [
  [
    /^(\d{4})-(\d{2})(?: ?\(Q([1-4])\)\*?)$/,
    ([, year = '', , q = '']) => periodNamed('quarter', financialQuarter(year, q)),
  ],
  [
    new RegExp(`^(\\d{4})-\\d{2} ?\\(${MONTH} ?\\d{0,4}\\)$`),
    ([, year = '', word = '']) => {
      const month = monthOf(word);
      return month === null ? null : periodNamed('year-to-date', `${yearOfMonth(year, month)}-${month}`);
    },
  ],
  [
    new RegExp(`^${MONTH} (\\d{4})$`),
    ([, word = '', year = '']) => {
      const month = monthOf(word);
      return month === null ? null : periodNamed('month', `${year}-${month}`);
    },
  ],
  [
    new RegExp(`^${MONTH} ?- ?${MONTH} (\\d{4})$`),
    ([, one = '', other = '', year = '']) => {
      const [first, last] = [monthOf(one), monthOf(other)];
      const from = first === null ? null : periodNamed('month', `${year}-${first}`);
      const to = last === null ? null : periodNamed('month', `${year}-${last}`);
      return from === null || to === null ? null : periodNamed('span', `${from.from}/${to.to}`);
    },
  ],
  [/^\d{4}-Q[1-4]$/, ([text]) => periodNamed('quarter', text)],
  [/^\d{4}-\d{2}-\d{2}$/, ([text]) => periodNamed('snapshot', text)],
];

/** The period that a text says by itself; `null` where it does not. Months and years are read by `periodOf`. */
const saidIn = (text: string): Period | null => {
  for (const [pattern, period] of readers) {
    const found = pattern.exec(text);
    if (found !== null) return period(found);
  }
  return null;
};

/** The quarter that ends with a month; `null` where none does. */
const quarterEnding = (month: string): Period | null =>
  Number(month.slice(5)) % 3 === 0
    ? periodNamed('quarter', `${month.slice(0, 4)}-Q${Number(month.slice(5)) / 3}`)
    : null;

/** Whether a text such as "2011-12" is two years: the second follows the first. In a column of months it is December. */
const isYears = (text: string): boolean => {
  const [, year = '', next = ''] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return next !== '' && (Number(year) + 1) % 100 === Number(next);
};

export interface PeriodSaid {
  /** What the measure's name says of its periods, if anything. */
  readonly kind: PeriodKind | null;
  /** Whether the column is one of months. */
  readonly isMonth: boolean;
  /** What ends a period of which the text says only the beginning. */
  readonly asAt: string | null;
}

const monthAs = (month: string, kind: PeriodKind | null): Period | null =>
  kind === 'quarter'
    ? quarterEnding(month)
    : periodNamed(kind === 'year-to-date' || kind === 'snapshot' ? kind : 'month', month);

/**
 * The period of a text in a table. A month is the month itself or, as the measure's name says, the year to its end, the quarter
 * that ends with it, or the month in which things stood so.
 */
export const periodOf = (written: string, { kind, isMonth, asAt }: PeriodSaid): Period | null => {
  const text = written.replace(/\s+/g, ' ').trim();
  if (!isMonth && (isYears(text) || /^\d{4}$/.test(text))) return periodNamed('year', text);
  if (/^\d{4}-\d{2}$/.test(text)) return monthAs(text, kind);
  if (/^since\b/i.test(text)) {
    const from = dayIn(text);
    return from === null || asAt === null ? null : periodNamed('span', `${from}/${asAt}`);
  }
  return saidIn(text);
};

const kinds: readonly (readonly [RegExp, PeriodKind])[] = [
  [/year to date|\bytd\b/i, 'year-to-date'],
  [/\bsnapshot\b/i, 'snapshot'],
  [/\bin (?:the )?quarter\b/i, 'quarter'],
  [/\b(?:in|during|this|each|last) (?:the )?month\b/i, 'month'],
];

/** What the name of a measure says of its periods ("Starters - year to date"); `null` where it says nothing. */
export const kindInName = (name: string): PeriodKind | null =>
  kinds.find(([pattern]) => pattern.test(name))?.[1] ?? null;
