/**
 * Tables of a report: each column of the printed table is a measure, its rows are periods or categories. A share that stands
 * beside two counts is made of them; one beside a total is a part of it.
 */
import type { Period } from '@improvement-ledger/domain';
import { lastDayOfMonth, monthsAfter } from '@improvement-ledger/domain';
import type { Problem, Report } from '../problems.js';
import { flagged } from './flagged.js';
import type { Figure, ProposedIndicator, ProposedReading } from './proposed-indicator.js';

export const readTableRow = (row: Readonly<Record<string, string>>): Record<string, string> => ({
  section: row['table'] ?? '',
  category: row['category'] ?? '',
  measure: row['measure'] ?? '',
  unit: row['unit'] ?? '',
  written: row['period'] ?? '',
  value: row['value'] ?? '',
});

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthIn = (word: string): string => String(monthNames.indexOf(word.slice(0, 3)) + 1).padStart(2, '0');
const span = (from: string, to: string): Period => ({
  kind: 'span',
  from: `${from}-01`,
  to: lastDayOfMonth(to),
});
const JANUARY_TO_MARCH = 4;

/** A quarter of the year that begins in April of `year`. */
const quarterOf = (year: number, quarter: number): Period => {
  const first = quarter === JANUARY_TO_MARCH ? 1 : 1 + quarter * 3;
  const of = quarter === JANUARY_TO_MARCH ? year + 1 : year;
  const name = (month: number): string => `${of}-${String(month).padStart(2, '0')}`;
  return span(name(first), name(first + 2));
};

type Named = (parts: readonly string[], effective: string) => Period;
const financialYear = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);

/** The ways in which tables name a stretch of time, each with what it means. */
const forms: readonly (readonly [RegExp, Named])[] = [
  [/^$/, (_, effective) => ({ kind: 'span', from: effective, to: effective })],
  [/^(\d{4})(?:-\d{2})? ?\(?q([1-4])\)?$/, ([begun, quarter]) => quarterOf(Number(begun), Number(quarter))],
  // Without a year the last quarter is that of the year before.
  [
    /^q([1-4])$/,
    ([quarter], effective) =>
      quarterOf(financialYear(effective) - (quarter === '4' ? 1 : 0), Number(quarter)),
  ],
  [
    /^([a-z]{3,}) ?- ?([a-z]{3,}) (\d{4})$/,
    ([from = '', to = '', year]) => span(`${year}-${monthIn(from)}`, `${year}-${monthIn(to)}`),
  ],
  [
    /^([a-z]{3,}) (\d{4})$/,
    ([month = '', year]) => span(`${year}-${monthIn(month)}`, `${year}-${monthIn(month)}`),
  ],
  // To date is to the end of the last month that was over.
  [
    /^(\d{4})(?:-\d{2})? ?\(ytd\)$/,
    ([year], effective) => span(`${year}-04`, monthsAfter(effective.slice(0, 7), -1)),
  ],
  [
    /^(\d{4})(?:-\d{2})? ?\(([a-z]{3,}) ?\d{0,2}\)$/,
    ([year, month = '']) => span(`${year}-04`, `${year}-${monthIn(month)}`),
  ],
  [/^(\d{4})-\d{2}$/, ([year]) => span(`${year}-04`, `${Number(year) + 1}-03`)],
  // Of a year alone it is the one that ended in its March.
  [/^(\d{4})$/, ([year]) => span(`${Number(year) - 1}-04`, `${year}-03`)],
];

/** The stretch of time that a table names, in the financial year to which the report belongs where it names none. */
export const spanNamed = (written: string, effective: string): Period | null => {
  const text = written
    .toLowerCase()
    .replace(/[*\s]+/g, ' ')
    .trim();
  for (const [form, meaning] of forms) {
    const [found, ...parts] = form.exec(text) ?? [];
    if (found !== undefined) return meaning(parts, effective);
  }
  return null;
};

const keyOf = ({ section, category, written }: Figure): string => `${section}|${category}|${written}`;
const isShare = ({ unit, measure }: Figure): boolean => unit === 'percent' || /^avg/i.test(measure);
const nameOf = ({ section, category, measure }: Figure): string =>
  [section, category, measure].filter((part) => part !== '').join(' - ');

/** The figures of which a share is made: the two beside it, or the one beside it and that of the total. */
const partsOf = (share: Figure, beside: readonly Figure[], figures: readonly Figure[]) => {
  const counts = beside.filter((each) => each !== share && !isShare(each) && each.value !== null);
  const total = figures.find(
    (each) =>
      each.category === 'Total' &&
      each.section === share.section &&
      each.written === share.written &&
      !isShare(each),
  );
  const [numerator, denominator = total] = counts;
  if (numerator === undefined || denominator === undefined || counts.length > 2) return null;
  return { numerator: numerator.value, denominator: denominator.value };
};

export const tableIndicators = (
  figures: readonly Figure[],
  effective: string,
  report: Report,
): { readonly indicators: ProposedIndicator[]; readonly problems: Problem[] } => {
  const problems: Problem[] = [];
  const beside = new Map<string, Figure[]>();
  for (const each of figures) beside.set(keyOf(each), [...(beside.get(keyOf(each)) ?? []), each]);
  const readingOf = (figure: Figure): ProposedReading[] => {
    const { row, value, written } = figure;
    const period = spanNamed(written, effective);
    if (period === null)
      problems.push(report('no-period', { row, column: 'period', detail: `It is "${written}".` }));
    if (written === '')
      problems.push(
        report('no-period-printed', { row, column: 'period', detail: `Taken as of ${effective}.` }),
      );
    if (value === null || period === null) return [];
    const parts = isShare(figure) ? partsOf(figure, beside.get(keyOf(figure)) ?? [], figures) : null;
    const { numerator = null, denominator = null } = parts ?? {};
    return [{ row, period, published: { value, printed: null, numerator, denominator } }];
  };
  const byName = new Map<string, Figure[]>();
  for (const each of figures) byName.set(nameOf(each), [...(byName.get(nameOf(each)) ?? []), each]);
  const indicators = [...byName].map(([name, own]): ProposedIndicator => ({
    name,
    section: own[0]?.section ?? '',
    unit: own[0]?.unit ?? 'count',
    kind: 'span',
    relation: null,
    readings: own.flatMap(readingOf),
  }));
  return { indicators, problems: [...problems, ...flagged(indicators, report)] };
};
