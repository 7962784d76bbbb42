/** A monthly scorecard: a measure's name tells whether it is of the month, the quarter, the year to date or a day. */
import type { Period } from '@improvement-ledger/domain';
import { periodNamed } from '@improvement-ledger/domain';
import type { Problem, Report } from '../problems.js';
import { flagged } from './flagged.js';
import type { Figure, ProposedIndicator, ProposedReading } from './proposed-indicator.js';

export const readScorecardRow = (row: Readonly<Record<string, string>>): Record<string, string> => ({
  section: row['section'] ?? '',
  category: '',
  measure: row['measure'] ?? '',
  unit: row['unit'] ?? '',
  written: row['month'] ?? '',
  value: row['value'] ?? '',
});

const TO_DATE = /\b(year to date|ytd)\b/i;
const QUARTER = /\bquarter\b/i;
const IN_MONTH = /\b(in|during|each|this) (the )?month\b|\bcompleted and\b/i;

/** What a measure is of; one that says nothing is how things stood in the month. */
const kindOf = (measure: string): Period['kind'] => {
  if (TO_DATE.test(measure)) return 'year-to-date';
  if (QUARTER.test(measure)) return 'quarter';
  return IN_MONTH.test(measure) ? 'month' : 'snapshot';
};

/** What a measure is about, whatever it is of: two with one stem are a month and its year to date. */
const stemOf = (measure: string): string =>
  measure
    .toLowerCase()
    .replace(
      /\b(year to date|ytd|in the month|during the month|this month|each month|in quarter|numbers|enquiries)\b/g,
      '',
    )
    .replace(/[^a-z0-9]/g, '');

/** The other part of all, as a name may say it. */
const complementOf = (measure: string): string | null => {
  const other = measure.replace(/\boutside\b/i, 'Inside').replace(/\bover (\d+)/i, 'between 0 and $1');
  return other === measure ? null : other.toLowerCase();
};

/** The period of a figure; a quarter is over in its last month, and of the others there is none. */
const periodOf = (kind: Period['kind'], month: string): Period | null => {
  if (kind !== 'quarter') return periodNamed(kind, month);
  const number = Number(month.slice(5));
  return number % 3 === 0 ? periodNamed('quarter', `${month.slice(0, 4)}-Q${number / 3}`) : null;
};

export const scorecardIndicators = (
  figures: readonly Figure[],
  _effective: string,
  report: Report,
): { readonly indicators: ProposedIndicator[]; readonly problems: Problem[] } => {
  const problems: Problem[] = [];
  const byMeasure = new Map<string, Figure[]>();
  for (const each of figures) byMeasure.set(each.measure, [...(byMeasure.get(each.measure) ?? []), each]);
  const names = [...byMeasure.keys()];
  const relationOf = (name: string): ProposedIndicator['relation'] => {
    if (kindOf(name) === 'year-to-date') {
      const months = names.find(
        (other) => kindOf(other) !== 'year-to-date' && stemOf(other) === stemOf(name),
      );
      return months === undefined ? null : { kind: 'year-to-date-of', name: months };
    }
    const other = names.find((each) => each.toLowerCase() === complementOf(name));
    return other === undefined ? null : { kind: 'complement-of', name: other };
  };
  const readingOf = (kind: Period['kind'], { row, written, value }: Figure): ProposedReading[] => {
    if (value === null) return [];
    const period = periodOf(kind, written);
    if (period === null) {
      problems.push(report('no-period', { row, column: 'month', detail: `"${written}" names no ${kind}.` }));
      return [];
    }
    return [{ row, period, published: { value, printed: null, numerator: null, denominator: null } }];
  };
  const indicators = [...byMeasure].map(([name, own]): ProposedIndicator => {
    const kind = kindOf(name);
    return {
      name,
      section: own[0]?.section ?? '',
      unit: own[0]?.unit ?? 'count',
      kind,
      relation: relationOf(name),
      readings: own.flatMap((figure) => readingOf(kind, figure)),
    };
  });
  return { indicators, problems: [...problems, ...flagged(indicators, report)] };
};
