/** The months of a plan's RAG history, each counted twice: as known then and as known now. */
import type { RagRating } from '@improvement-ledger/domain';
import { endOfLondonDay, lastDayOfMonth, londonDay } from '@improvement-ledger/domain';
import type { RagCountRow } from '@improvement-ledger/projections';
import { firstActionAt, ragCounts } from '@improvement-ledger/projections';
import { apiError } from '../errors.js';
import { planIn } from '../view.js';
import { ratingOf } from './parts.js';
import type { PlanType, RagCountType, RagMonthType } from './plan.types.js';

const MONTHS_MAX = 120;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

const checkMonth = (month: string | null, argument: string): string | null => {
  if (month === null || monthPattern.test(month)) return month;
  throw apiError('BAD_USER_INPUT', `${argument} must be a month such as "2015-07".`, argument);
};

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

const monthsFrom = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) {
    months.push(month);
    if (months.length > MONTHS_MAX) {
      throw apiError(
        'BAD_USER_INPUT',
        `From ${from} to ${to} is more than ${MONTHS_MAX} months; ask in parts.`,
        'to',
      );
    }
  }
  return months;
};

/** One month's counts, the worst rating first; what is not stated comes last. */
const countsOf = (
  rows: readonly RagCountRow[],
  month: string,
  ratings: readonly RagRating[],
): RagCountType[] =>
  rows
    .filter(({ period }) => period === month)
    .map(({ rag, count }) => ({ rag: ratingOf(rag, ratings), count }))
    .toSorted((a, b) => (a.rag?.order ?? 1_000) - (b.rag?.order ?? 1_000));

export const ragMonths = async (
  { planId, view }: PlanType,
  asked: { readonly from: string | null; readonly to: string | null },
): Promise<RagMonthType[]> => {
  const given = { from: checkMonth(asked.from, 'from'), to: checkMonth(asked.to, 'to') };
  const now = new Date().toISOString();
  const latest = view.at.asOf < now ? view.at.asOf : now;
  const plan = { tenant: view.tenant, planId };
  const ratings = (await planIn(view, planId))?.vocabulary.ratings ?? [];
  return view.read(async (tx) => {
    const first = given.from ?? (await firstActionAt(tx, plan, view.at));
    if (first === null) return [];
    const from = given.from ?? londonDay(first).slice(0, 7);
    const to = given.to ?? londonDay(latest).slice(0, 7);
    if (from > to) throw apiError('BAD_USER_INPUT', `from (${from}) is after to (${to}).`, 'from');
    const periods = monthsFrom(from, to).map((name) => {
      const end = endOfLondonDay(lastDayOfMonth(name));
      return { name, end: end < latest ? end : latest };
    });
    const then = await ragCounts(tx, plan, periods, view.at.knownAt, true);
    const known = await ragCounts(tx, plan, periods, view.at.knownAt, false);
    return periods.map(({ name }) => ({
      month: name,
      asKnownThen: countsOf(then, name, ratings),
      asKnownNow: countsOf(known, name, ratings),
    }));
  });
};
