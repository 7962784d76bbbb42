/** The months of a plan's RAG history, each counted twice: as known then and as known now. */
import { endOfLondonDay, lastDayOfMonth, monthsAfter } from '@improvement-ledger/domain';
import type { RagCountRow, VocabularyRow } from '@improvement-ledger/projections';
import { ragCounts, ragHistory, ragSpanAt } from '@improvement-ledger/projections';
import { apiError } from '../errors.js';
import { MONTHS_MAX } from '../limits.js';
import { checkMonth, monthOf, monthsFrom } from '../months.js';
import { planIn } from '../view.js';
import { ratingOf } from './parts.js';
import type { PlanType, RagCountType, RagMonthType } from './plan.types.js';

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

interface Asked {
  readonly from: string | null;
  readonly to: string | null;
}
interface Span {
  readonly first: string;
  readonly last: string;
}

/** The months that are meant, none of them still to come; where `from` is open, the last that are served. */
const monthsOf = ({ from, to }: Asked, span: Span | null, present: string): string[] => {
  const begin = from ?? (span === null ? null : monthOf(span.first));
  if (begin === null) return [];
  if (to !== null && begin > to) throw orderError(begin, to, from);
  const latest = span === null ? begin : later(begin, monthOf(span.last));
  const end = earlier(to ?? latest, monthOf(present));
  return monthsFrom(from ?? later(begin, monthsAfter(end, 1 - MONTHS_MAX)), end);
};

const orderError = (begin: string, to: string, from: string | null) =>
  from === null
    ? apiError('BAD_USER_INPUT', `to (${to}) is before the plan's first action (${begin}).`, 'to')
    : apiError(
        'BAD_USER_INPUT',
        `from (${from}) is after to (${to}). Give the earlier month as from.`,
        'from',
      );

/** One month's counts, the worst rating first; what is not stated comes last. */
const countsOf = (
  rows: readonly RagCountRow[],
  month: string,
  vocabularies: readonly VocabularyRow[],
): RagCountType[] =>
  rows
    .filter(({ period }) => period === month)
    .map(({ rag, count }) => ({ rag: ratingOf(rag, vocabularies), count }))
    .toSorted((a, b) => (a.rag?.order ?? 1_000) - (b.rag?.order ?? 1_000));

export const ragMonths = async ({ planId, view }: PlanType, asked: Asked): Promise<RagMonthType[]> => {
  const given = { from: checkMonth(asked.from, 'from'), to: checkMonth(asked.to, 'to') };
  const plan = { tenant: view.tenant, planId };
  const vocabularies = (await planIn(view, planId))?.vocabularies ?? [];
  return view.read([ragHistory], async (tx) => {
    const months = monthsOf(given, await ragSpanAt(tx, plan, view.at), view.present);
    const periods = months.map((name) => {
      const end = endOfLondonDay(lastDayOfMonth(name));
      return { name, end: earlier(end, view.present) };
    });
    const then = await ragCounts(tx, plan, periods, view.at.knownAt, true);
    const known = await ragCounts(tx, plan, periods, view.at.knownAt, false);
    return periods.map(({ name, end }) => {
      // The words of a month are those that were to be used by its end.
      const ofItsTime = vocabularies.filter(({ since }) => since <= end);
      const words = ofItsTime.length === 0 ? vocabularies : ofItsTime;
      return {
        month: name,
        asKnownThen: countsOf(then, name, words),
        asKnownNow: countsOf(known, name, words),
      };
    });
  });
};
