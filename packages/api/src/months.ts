/** Months as arguments: named `2015-07`, and so many of them at most. */
import { londonDay, monthsAfter } from '@improvement-ledger/domain';
import { apiError } from './errors.js';
import { MONTHS_MAX } from './limits.js';

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Throws `BAD_USER_INPUT` for what is not a month. */
export const checkMonth = (month: string | null, argument: string): string | null => {
  if (month === null || monthPattern.test(month)) return month;
  throw apiError(
    'BAD_USER_INPUT',
    `${argument} is "${month}"; it must be a month such as "2015-07".`,
    argument,
  );
};

/** The month in London of an instant. */
export const monthOf = (instant: string): string => londonDay(instant).slice(0, 7);

/** The months from one to another. Throws `BAD_USER_INPUT` where they are too many. */
export const monthsFrom = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthsAfter(month, 1)) {
    months.push(month);
    if (months.length > MONTHS_MAX) {
      throw apiError(
        'BAD_USER_INPUT',
        `From ${from} to ${to} is more than ${MONTHS_MAX} months. Ask in parts: from ${from} to ${monthsAfter(from, MONTHS_MAX - 1)} first.`,
        'from',
      );
    }
  }
  return months;
};

/** The months from one to another, unless given the twelve to the present one; none is still to come. */
export const monthsAsked = (
  given: { readonly from?: string | null; readonly to?: string | null },
  present: string,
): { readonly from: string; readonly to: string } => {
  const now = monthOf(present);
  const last = checkMonth(given.to ?? null, 'to') ?? now;
  const from = checkMonth(given.from ?? null, 'from') ?? monthsAfter(last, -11);
  if (from > last) {
    throw apiError(
      'BAD_USER_INPUT',
      `from (${from}) is after to (${last}). Give the earlier month as from.`,
      'from',
    );
  }
  const to = last < now ? last : now;
  monthsFrom(from, to);
  return { from, to };
};
