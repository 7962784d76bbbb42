/** Days in London between what happened and the day asked about. */
import { addDays, daysBetween, londonDay } from '@improvement-ledger/domain';

export const dayOf = (instant: string): string => londonDay(instant);
/** The first day on which something was longer ago than so many days, if that has come. */
export const longAgo = (since: string, days: number, on: string): string | null =>
  daysBetween(dayOf(since), on) > days ? addDays(dayOf(since), days + 1) : null;
